-- Before a need opens to everybody it may be offered to one organisation after another, each for one round.
-- The moment of opening is fixed when the window begins: no planner, and no answer, can put it off.
ALTER TABLE need
  DROP CONSTRAINT need_status_check,
  ADD CONSTRAINT need_status_check CHECK (status IN ('DRAFT', 'VERIFIED', 'OFFERED', 'PUBLISHED', 'RESTRICTED', 'PARTIALLY_CLAIMED',
    'CLAIMED', 'IN_SERVICE', 'FULFILLED', 'PARTIALLY_MET', 'NOT_MET', 'WITHDRAWN', 'EXPIRED', 'CLOSED')),
  ADD COLUMN opens_at timestamptz,
  ADD CONSTRAINT a_need_has_a_moment_of_opening_exactly_while_it_is_offered CHECK ((status = 'OFFERED') = (opens_at IS NOT NULL)),
  ADD CONSTRAINT an_offered_need_is_unclaimed_and_not_restricted CHECK (status <> 'OFFERED' OR quantity_claimed = 0 AND NOT restricted);
UPDATE need SET referred_by = (SELECT referred_by FROM referral WHERE need_id = need.id ORDER BY referred_at DESC, id DESC LIMIT 1);
CREATE INDEX need_by_opening ON need (opens_at) WHERE status = 'OFFERED';
DROP INDEX need_by_wanted_date;
CREATE INDEX need_by_wanted_date ON need (wanted_by) WHERE status IN ('OFFERED', 'PUBLISHED', 'RESTRICTED', 'PARTIALLY_CLAIMED');

-- One organisation asked for one need, alone, until a moment of the clock of the database.
CREATE TABLE offer (
  id              uuid PRIMARY KEY,
  need_id         uuid NOT NULL REFERENCES need (id),
  organisation_id uuid NOT NULL REFERENCES organisation (id),
  offering_id     uuid NOT NULL REFERENCES service_offering (id),
  -- The window it was made in: the need's moment of opening then.
  opens_at        timestamptz NOT NULL,
  round           integer NOT NULL CHECK (round >= 1),
  origin          text NOT NULL CHECK (origin IN ('PLANNER', 'FEDERATION')),
  score           integer NOT NULL,
  ruleset_version text NOT NULL,
  status          text NOT NULL DEFAULT 'OFFERED' CHECK (status IN ('OFFERED', 'ACCEPTED', 'DECLINED', 'LAPSED', 'WITHDRAWN')),
  reason          text CHECK (reason IN ('NO_CAPACITY', 'NOT_ELIGIBLE', 'OUT_OF_AREA', 'LACK_OF_RESOURCES',
    'MISSING_INFORMATION', 'COULD_NOT_CONTACT', 'OTHER', 'ORGANISATION_SUSPENDED', 'NEED_WITHDRAWN', 'NEED_EXPIRED')),
  reason_note     text CHECK (length(reason_note) <= 500),
  offered_at      timestamptz NOT NULL DEFAULT now(),
  offered_until   timestamptz NOT NULL,
  answered_by     uuid REFERENCES account (id),
  answered_at     timestamptz,
  claim_id        uuid REFERENCES claim (id),
  CONSTRAINT an_offer_ends_no_later_than_its_need_opens CHECK (offered_at < offered_until AND offered_until <= opens_at),
  CONSTRAINT a_declined_or_withdrawn_offer_has_a_reason CHECK ((status IN ('DECLINED', 'WITHDRAWN')) = (reason IS NOT NULL)),
  CONSTRAINT an_accepted_offer_names_its_claim CHECK ((status = 'ACCEPTED') = (claim_id IS NOT NULL)),
  CONSTRAINT an_ended_offer_has_a_moment_of_its_end CHECK ((status = 'OFFERED') = (answered_at IS NULL))
);
CREATE UNIQUE INDEX a_need_has_one_standing_offer ON offer (need_id) WHERE status = 'OFFERED';
CREATE UNIQUE INDEX an_organisation_is_offered_a_need_once_in_a_window ON offer (need_id, opens_at, organisation_id);
CREATE UNIQUE INDEX a_round_of_a_window_has_one_offer ON offer (need_id, opens_at, round);
CREATE UNIQUE INDEX a_claim_accepts_one_offer ON offer (claim_id);
CREATE INDEX offer_by_organisation ON offer (organisation_id, id);
CREATE INDEX offer_standing_by_offering ON offer (offering_id) WHERE status = 'OFFERED';
CREATE INDEX offer_standing_by_end ON offer (offered_until) WHERE status = 'OFFERED';

ALTER TABLE decision
  DROP CONSTRAINT decision_kind_check,
  ADD CONSTRAINT decision_kind_check CHECK (kind IN ('REFERRAL', 'RANKING_FOR_NEED', 'RANKING_FOR_ORGANISATION', 'EXPLANATION', 'CLAIM', 'OFFER'));
