-- Who was told of a need, why, and what it answered (FHIR Task: requested, accepted, rejected, cancelled).
-- OPEN rows are the organisations that matched when the need was pushed; DIRECTED rows name one organisation each.
CREATE TABLE referral (
  id              uuid PRIMARY KEY,
  need_id         uuid NOT NULL REFERENCES need (id),
  organisation_id uuid NOT NULL REFERENCES organisation (id),
  mode            text NOT NULL CHECK (mode IN ('OPEN', 'DIRECTED')),
  status          text NOT NULL DEFAULT 'REQUESTED' CHECK (status IN ('REQUESTED', 'ACCEPTED', 'REJECTED', 'CANCELLED')),
  reason          text CHECK (reason IN ('NO_CAPACITY', 'NOT_ELIGIBLE', 'OUT_OF_AREA', 'LACK_OF_RESOURCES',
    'MISSING_INFORMATION', 'COULD_NOT_CONTACT', 'OTHER')),
  reason_note     text CHECK (length(reason_note) <= 500),
  score           integer NOT NULL,
  explanation     jsonb NOT NULL,
  ruleset_version text NOT NULL,
  referred_by     uuid NOT NULL REFERENCES account (id),
  referred_at     timestamptz NOT NULL DEFAULT now(),
  answered_by     uuid REFERENCES account (id),
  answered_at     timestamptz,
  CONSTRAINT a_rejection_has_a_reason CHECK (status <> 'REJECTED' OR reason IS NOT NULL)
);
CREATE UNIQUE INDEX an_organisation_has_one_standing_referral_of_a_need ON referral (need_id, organisation_id) WHERE status IN ('REQUESTED', 'ACCEPTED');
CREATE INDEX referral_by_need ON referral (need_id, id);
CREATE INDEX referral_by_organisation ON referral (organisation_id, id);
