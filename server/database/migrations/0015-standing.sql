-- What ranks beside the pair itself: how organisations deliver, and how evenly organisations and communities fare. Counted each
-- hour by one statement each and read by all servers, so that the same question has the same answer on every server.
CREATE TABLE organisation_standing (
  organisation_id  uuid PRIMARY KEY REFERENCES organisation (id),
  claims_ended     integer NOT NULL,
  claims_delivered integer NOT NULL,
  needs_taken      integer NOT NULL CHECK (needs_taken >= 0),
  places           integer NOT NULL CHECK (places >= 0),
  counted_at       timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT no_more_claims_are_delivered_than_ended CHECK (claims_delivered BETWEEN 0 AND claims_ended)
);

CREATE TABLE community_standing (
  area_code  text COLLATE "C" PRIMARY KEY CHECK (length(area_code) <= 12),
  needs      integer NOT NULL,
  served     integer NOT NULL,
  counted_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT no_more_needs_are_served_than_there_are CHECK (served BETWEEN 0 AND needs)
);

-- Below it a need is not wanted; null: all are.
ALTER TABLE service_offering ADD COLUMN minimum_urgency text
  CHECK (minimum_urgency IN ('ROUTINE', 'URGENT', 'EMERGENCY'));

-- A release may bring rulesets of its own, known by their ids; anybody else is a proposer and needs a second person.
ALTER TABLE ruleset
  DROP CONSTRAINT only_the_first_ruleset_comes_with_the_installation,
  ADD CONSTRAINT only_known_rulesets_come_with_the_installation CHECK ((proposed_by IS NULL) =
    (id IN ('00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000002'))),
  DROP CONSTRAINT a_second_person_approves,
  ADD CONSTRAINT a_second_person_approves CHECK (CASE
    WHEN status = 'DRAFT' THEN approved_by IS NULL
    WHEN proposed_by IS NULL THEN true
    ELSE approved_by IS NOT NULL AND approved_by <> proposed_by END);

-- Equal to the constant of the engine; a test holds it. It succeeds the ruleset that came with the installation. Where two people
-- have put another one into force, theirs stays, and this is a draft that one of the bureau may approve; where number 2 is
-- somebody's already, this has the next.
UPDATE ruleset SET status = 'RETIRED', retired_at = now() WHERE status = 'APPROVED' AND proposed_by IS NULL;
INSERT INTO ruleset (id, number, version, weights, scales, status, reason, approved_at)
SELECT '00000000-0000-7000-8000-000000000002', next.number, '2026-' || next.number,
  '{"SITUATION_FIT": 900, "LANGUAGE_AND_SKILL_FIT": 400, "AREA_CLOSENESS": 900, "URGENCY": 2500, "WAITING_TIME": 3600,
    "REMAINING_CAPACITY": 250, "CAPACITY_AGE": 150, "PAST_DELIVERY": 500, "ORGANISATION_FAIRNESS": 500,
    "COMMUNITY_FAIRNESS": 300}',
  '{"generalSituationFit": 7000, "closenessByDigits": {"2": 500, "4": 1000, "6": 4000, "9": 7500, "12": 10000},
    "urgency": {"ROUTINE": 2000, "URGENT": 6000, "EMERGENCY": 10000}, "fullWaitingHours": 2160, "staleCapacityHours": 720,
    "smoothing": 10}',
  CASE WHEN others THEN 'DRAFT' ELSE 'APPROVED' END,
  '履约情况、组织间与社区间的均衡计入评分,等待最久者终将居先。 Past delivery and fairness count, and who waits longest comes first in the end.',
  CASE WHEN others THEN NULL ELSE now() END
  FROM (SELECT nextval('ruleset_number')::int AS number) next,
       (SELECT EXISTS (SELECT FROM ruleset WHERE status = 'APPROVED') AS others) kept;
