-- The administrative tree. The code is the trimmed statistical code: 2, 4, 6, 9 or 12 digits, grids 15; a parent is a prefix.
CREATE TABLE area (
  code         text COLLATE "C" PRIMARY KEY,
  parent_code  text COLLATE "C" REFERENCES area (code) DEFERRABLE INITIALLY DEFERRED,
  level        text NOT NULL,
  name         text NOT NULL,
  edition_year integer NOT NULL,
  pilot_since  date,
  CONSTRAINT an_area_code_is_a_statistical_code CHECK (code ~ '^\d{2}(\d{2}(\d{2}(\d{3}(\d{3}(\d{3})?)?)?)?)?$'),
  CONSTRAINT an_area_has_the_level_of_its_code CHECK (level = CASE length(code)
    WHEN 2 THEN 'PROVINCE' WHEN 4 THEN 'PREFECTURE' WHEN 6 THEN 'DISTRICT'
    WHEN 9 THEN 'SUBDISTRICT' WHEN 12 THEN 'COMMUNITY' ELSE 'GRID' END),
  CONSTRAINT an_area_begins_with_its_parent CHECK (
    (parent_code IS NULL AND length(code) = 2) OR starts_with(code, parent_code) AND length(parent_code) < length(code))
);
CREATE INDEX area_by_parent ON area (parent_code);
