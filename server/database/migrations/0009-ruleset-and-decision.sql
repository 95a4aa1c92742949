-- The stated weights of a score, as data: proposed by one person, approved by another, one in force, history kept.
CREATE SEQUENCE ruleset_number START 2;
CREATE TABLE ruleset (
  id          uuid PRIMARY KEY,
  number      integer NOT NULL,
  version     text NOT NULL CHECK (length(version) BETWEEN 1 AND 40),
  -- By criterion, whole numbers that sum to 10,000.
  weights     jsonb NOT NULL,
  -- The scales that give a criterion its value, so that an old decision is replayed with the scales of its day.
  scales      jsonb NOT NULL,
  status      text NOT NULL CHECK (status IN ('DRAFT', 'APPROVED', 'RETIRED')),
  reason      text NOT NULL CHECK (length(reason) BETWEEN 1 AND 500),
  proposed_by uuid REFERENCES account (id),
  proposed_at timestamptz NOT NULL DEFAULT now(),
  approved_by uuid REFERENCES account (id),
  approved_at timestamptz,
  retired_at  timestamptz,
  CONSTRAINT a_ruleset_has_a_number_of_its_own UNIQUE (number),
  CONSTRAINT a_ruleset_has_a_version_of_its_own UNIQUE (version),
  CONSTRAINT only_the_first_ruleset_comes_with_the_installation CHECK ((proposed_by IS NULL) = (number = 1)),
  CONSTRAINT a_second_person_approves CHECK (CASE
    WHEN proposed_by IS NULL OR status = 'DRAFT' THEN approved_by IS NULL
    ELSE approved_by IS NOT NULL AND approved_by <> proposed_by END),
  CONSTRAINT a_draft_is_not_approved_yet CHECK ((status = 'DRAFT') = (approved_at IS NULL)),
  CONSTRAINT what_is_retired_has_its_date CHECK ((status = 'RETIRED') = (retired_at IS NOT NULL))
);
CREATE UNIQUE INDEX one_ruleset_is_in_force ON ruleset (status) WHERE status = 'APPROVED';

-- A draft is approved once, what is in force is retired once; nothing else ever changes.
CREATE FUNCTION refuse_ruleset_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (OLD.status, NEW.status) IN (('DRAFT', 'APPROVED'), ('APPROVED', 'RETIRED'))
     AND (NEW.id, NEW.number, NEW.version, NEW.weights, NEW.scales, NEW.reason, NEW.proposed_by, NEW.proposed_at)
         IS NOT DISTINCT FROM
         (OLD.id, OLD.number, OLD.version, OLD.weights, OLD.scales, OLD.reason, OLD.proposed_by, OLD.proposed_at)
     AND (OLD.status = 'DRAFT' OR (NEW.approved_by, NEW.approved_at) IS NOT DISTINCT FROM (OLD.approved_by, OLD.approved_at))
  THEN RETURN NEW;
  END IF;
  RAISE EXCEPTION 'a ruleset is approved once and retired once, and never changed' USING ERRCODE = '23001';
END $$;
CREATE TRIGGER rulesets_only_move_on BEFORE UPDATE ON ruleset
  FOR EACH ROW EXECUTE FUNCTION refuse_ruleset_change();
CREATE TRIGGER rulesets_are_never_removed BEFORE DELETE ON ruleset
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER rulesets_are_never_cut BEFORE TRUNCATE ON ruleset
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Equal to the constant of the engine; a test holds it.
INSERT INTO ruleset (id, number, version, weights, scales, status, reason, approved_at) VALUES (
  '00000000-0000-7000-8000-000000000001', 1, '2026-1',
  '{"SITUATION_FIT": 2500, "LANGUAGE_AND_SKILL_FIT": 1000, "AREA_CLOSENESS": 2500, "URGENCY": 1500,
    "WAITING_TIME": 1000, "REMAINING_CAPACITY": 1000, "CAPACITY_AGE": 500}',
  '{"generalSituationFit": 7000, "closenessByDigits": {"2": 500, "4": 1000, "6": 4000, "9": 7500, "12": 10000},
    "urgency": {"ROUTINE": 2000, "URGENT": 6000, "EMERGENCY": 10000}, "fullWaitingHours": 720, "staleCapacityHours": 2160}',
  'APPROVED', '系统初始规则 The ruleset that comes with the installation.', now());

-- Every decision of the engine that was shown or acted on: what it knew (codes only), by which ruleset, and what it said.
-- No foreign keys: a decision is written beside needs that others hold, and must neither wait for them nor touch them.
CREATE TABLE decision (
  id              uuid PRIMARY KEY,
  at              timestamptz NOT NULL DEFAULT now(),
  kind            text NOT NULL CHECK (kind IN ('REFERRAL', 'RANKING_FOR_NEED', 'RANKING_FOR_ORGANISATION', 'EXPLANATION', 'CLAIM')),
  need_id         uuid,
  organisation_id uuid,
  ruleset_version text NOT NULL,
  inputs          jsonb NOT NULL,
  inputs_digest   bytea NOT NULL CHECK (length(inputs_digest) = 32),
  result          jsonb NOT NULL,
  CONSTRAINT a_decision_is_about_a_need_or_an_organisation CHECK (num_nonnulls(need_id, organisation_id) >= 1)
);
CREATE INDEX decision_by_need ON decision (need_id, id);
CREATE INDEX decision_by_organisation ON decision (organisation_id, id);
CREATE TRIGGER decisions_never_change BEFORE UPDATE OR DELETE ON decision
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER decisions_are_never_cut BEFORE TRUNCATE ON decision
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
