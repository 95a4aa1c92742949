-- The structure of the population by grid, as the statistics of the district give it: how many people, never who. Groups overlap.
CREATE TABLE population (
  area_code            text PRIMARY KEY REFERENCES area (code),
  residents            integer NOT NULL CHECK (residents >= 0),
  aged_60_plus         integer NOT NULL CHECK (aged_60_plus >= 0),
  living_alone_80_plus integer NOT NULL CHECK (living_alone_80_plus >= 0),
  disabled             integer NOT NULL CHECK (disabled >= 0),
  low_income           integer NOT NULL CHECK (low_income >= 0),
  under_14             integer NOT NULL CHECK (under_14 >= 0),
  -- The day that the figures are of.
  counted_on           date NOT NULL,
  imported_by          uuid NOT NULL REFERENCES account (id),
  imported_at          timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT population_is_counted_by_grid CHECK (length(area_code) = 15),
  CONSTRAINT no_group_of_the_population_is_more_than_all CHECK (greatest(aged_60_plus, disabled, low_income, under_14) <= residents
    AND aged_60_plus + under_14 <= residents AND living_alone_80_plus <= aged_60_plus)
);
