-- What a line of the plan and a leg of a swap show are decisions of the engine, as all its other answers are.
ALTER TABLE decision
  DROP CONSTRAINT decision_kind_check,
  ADD CONSTRAINT decision_kind_check CHECK
    (kind IN ('REFERRAL', 'RANKING_FOR_NEED', 'RANKING_FOR_ORGANISATION', 'EXPLANATION', 'CLAIM', 'OFFER', 'PLAN', 'SWAP'));

-- A swap moves claims: what it rested on is kept as long as what a claim rested on.
DROP INDEX decision_shown_by_time;
DROP INDEX decision_acted_by_time;
CREATE INDEX decision_shown_by_time ON decision (at) WHERE kind NOT IN ('REFERRAL', 'CLAIM', 'SWAP');
CREATE INDEX decision_acted_by_time ON decision (at) WHERE kind IN ('REFERRAL', 'CLAIM', 'SWAP');
CREATE OR REPLACE FUNCTION refuse_early_removal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.at < now() - (CASE WHEN OLD.kind IN ('REFERRAL', 'CLAIM', 'SWAP') THEN interval '365 days' ELSE interval '30 days' END)
  THEN RETURN OLD;
  END IF;
  RAISE EXCEPTION 'decisions are never changed or removed before their time' USING ERRCODE = '23001';
END $$;

-- The moment to which waiting and the age of capacities were measured: a score is measured to it again when it is shown.
ALTER TABLE plan ADD COLUMN measured_at timestamptz NOT NULL DEFAULT now();
UPDATE plan SET measured_at = computed_at;

-- A line is written down when it is shown for the first time; the planner takes that back with each change of the line.
ALTER TABLE plan_line
  ADD COLUMN first_come_offering_id uuid,
  ADD COLUMN decision_id uuid,
  ADD COLUMN first_come_decision_id uuid,
  ADD CONSTRAINT what_is_not_planned_was_not_decided CHECK
    ((decision_id IS NULL OR organisation_id IS NOT NULL) AND (first_come_decision_id IS NULL OR first_come_organisation_id IS NOT NULL));

-- Legs of before have none.
ALTER TABLE swap_leg
  ADD COLUMN before_decision_id uuid,
  ADD COLUMN after_decision_id uuid,
  ADD CONSTRAINT a_leg_is_decided_on_both_sides CHECK ((before_decision_id IS NULL) = (after_decision_id IS NULL));

-- Why nothing is planned, in the words of the engine; gone with the next plan, and with the term.
ALTER TABLE planner_term ADD COLUMN refusal jsonb;
