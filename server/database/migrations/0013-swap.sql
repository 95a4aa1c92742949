-- An exchange of claims between organisations that hold each other's better needs; nothing moves before all have agreed.
CREATE TABLE swap (
  id              uuid PRIMARY KEY,
  -- The search that found it; one search stores all its proposals at once.
  round_id        uuid NOT NULL,
  status          text NOT NULL CHECK (status IN ('PROPOSED', 'EXECUTED', 'DECLINED', 'EXPIRED', 'VOID')),
  gain            integer NOT NULL CHECK (gain > 0),
  ruleset_version text NOT NULL,
  proposed_by     uuid NOT NULL REFERENCES account (id),
  proposed_at     timestamptz NOT NULL DEFAULT now(),
  expires_at      timestamptz NOT NULL,
  status_since    timestamptz NOT NULL DEFAULT now(),
  void_reason     text CHECK (void_reason IN ('CLAIM_CHANGED', 'ORGANISATION_CHANGED', 'GATE_CLOSED', 'CAPACITY_GONE')),
  CONSTRAINT only_a_void_swap_says_why CHECK ((status = 'VOID') = (void_reason IS NOT NULL))
);
CREATE INDEX swap_by_round ON swap (round_id);
CREATE INDEX swap_by_expiry ON swap (expires_at) WHERE status = 'PROPOSED';

-- One claim that would move: from its holder to another organisation's offering.
CREATE TABLE swap_leg (
  swap_id              uuid NOT NULL REFERENCES swap (id),
  position             smallint NOT NULL CHECK (position >= 0),
  claim_id             uuid NOT NULL REFERENCES claim (id),
  need_id              uuid NOT NULL REFERENCES need (id),
  from_organisation_id uuid NOT NULL REFERENCES organisation (id),
  from_offering_id     uuid NOT NULL REFERENCES service_offering (id),
  to_organisation_id   uuid NOT NULL REFERENCES organisation (id),
  to_offering_id       uuid NOT NULL REFERENCES service_offering (id),
  before               jsonb NOT NULL,
  after                jsonb NOT NULL,
  open                 boolean NOT NULL DEFAULT true,
  made_claim_id        uuid REFERENCES claim (id),
  PRIMARY KEY (swap_id, position),
  CONSTRAINT a_claim_moves_to_another_organisation CHECK (from_organisation_id <> to_organisation_id),
  CONSTRAINT what_was_made_is_open_no_more CHECK (NOT open OR made_claim_id IS NULL)
);
CREATE UNIQUE INDEX a_claim_stands_in_one_open_swap ON swap_leg (claim_id) WHERE open;
CREATE UNIQUE INDEX a_need_moves_once_in_an_open_swap ON swap_leg (need_id) WHERE open;
CREATE INDEX swap_leg_by_receiver ON swap_leg (to_organisation_id) WHERE open;

-- Who must agree, and what it said.
CREATE TABLE swap_party (
  swap_id         uuid NOT NULL REFERENCES swap (id),
  organisation_id uuid NOT NULL REFERENCES organisation (id),
  answer          text CHECK (answer IN ('AGREED', 'DECLINED')),
  reason          text,
  answered_by     uuid REFERENCES account (id),
  answered_at     timestamptz,
  PRIMARY KEY (swap_id, organisation_id),
  CONSTRAINT an_answer_has_its_author CHECK (num_nulls(answer, answered_by, answered_at) IN (0, 3)),
  CONSTRAINT only_a_no_has_a_reason CHECK ((reason IS NOT NULL) = (answer IS NOT DISTINCT FROM 'DECLINED'))
);
CREATE INDEX swap_party_by_organisation ON swap_party (organisation_id, swap_id);
