-- Since which version a line has the organisation and the offering that it has: who accepts what was looked at accepts these. A new
-- score, or another answer of first come, first served, changes neither.
ALTER TABLE plan_line ADD COLUMN planned_since bigint;
UPDATE plan_line SET planned_since = version;
ALTER TABLE plan_line ALTER COLUMN planned_since SET NOT NULL;
ALTER TABLE plan_line ADD CONSTRAINT a_line_is_planned_since_a_version_that_it_has_seen CHECK (planned_since <= version);

-- The lines that one command accepts, as they stood when it came, and what became of each: they are offered in batches, and a command
-- that was cut off goes on with those that have no outcome yet.
CREATE TABLE plan_acceptance_line (
  acceptance_id   uuid NOT NULL REFERENCES plan_acceptance (id),
  need_id         uuid NOT NULL,
  organisation_id uuid,
  offering_id     uuid,
  score           integer,
  ruleset_version text,
  outcome         text,
  offer_id        uuid,
  PRIMARY KEY (acceptance_id, need_id),
  CONSTRAINT what_is_to_be_offered_names_all_that_an_offer_asks CHECK
    (outcome IS NOT NULL OR num_nulls(organisation_id, offering_id, score, ruleset_version) = 0),
  CONSTRAINT an_offered_line_names_its_offer CHECK ((offer_id IS NOT NULL) = (outcome IS NOT DISTINCT FROM 'OFFERED'))
);
INSERT INTO plan_acceptance_line (acceptance_id, need_id, outcome, offer_id)
SELECT acceptance.id, (line ->> 'needId')::uuid, line ->> 'outcome', (line ->> 'offerId')::uuid
  FROM plan_acceptance acceptance, jsonb_array_elements(acceptance.outcomes) line;
ALTER TABLE plan_acceptance DROP COLUMN outcomes;
