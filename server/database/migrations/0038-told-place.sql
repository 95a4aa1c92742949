-- What donors were told of where their gift went: said once for a need, it stays as it was said, whatever the population becomes. Two
-- answers of different days, put together, would else fit fewer households than each. `given_for` is what those asking know
-- beforehand: the areas, situations and categories for which they gave.
CREATE TABLE told_place (
  need_id    uuid NOT NULL REFERENCES need (id),
  given_for  text NOT NULL,
  -- None of it: nothing is told.
  area_code  text COLLATE "C" REFERENCES area (code),
  situations text[] NOT NULL DEFAULT '{}',
  age_bands  text[] NOT NULL DEFAULT '{}',
  told_at    timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (need_id, given_for),
  CONSTRAINT nothing_is_told_without_an_area CHECK (area_code IS NOT NULL OR cardinality(situations) + cardinality(age_bands) = 0)
);
CREATE TRIGGER what_was_told_never_changes BEFORE UPDATE ON told_place FOR EACH ROW EXECUTE FUNCTION refuse_change();
