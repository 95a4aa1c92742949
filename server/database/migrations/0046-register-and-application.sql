-- Stays of people in the register of low-income people. A person is recognised by the blind index of the resident number, which is null
-- where none is known and after erasure; names and numbers are not in it.
CREATE TABLE register_entry (
  id                   uuid PRIMARY KEY,
  person_index         bytea,
  household_id         uuid REFERENCES household (id),
  area_code            text COLLATE "C" NOT NULL REFERENCES area (code),
  category             text NOT NULL CHECK (category IN
    ('DIBAO', 'TEKUN', 'ANTI_RETURN_MONITORED', 'DIBAO_MARGINAL', 'RIGID_EXPENDITURE', 'OTHER_HARDSHIP')),
  entered_on           date NOT NULL,
  decision_number      text,
  is_stock             boolean NOT NULL DEFAULT false,
  import_id            uuid,
  exited_on            date,
  exit_reason          text CHECK (exit_reason IN ('EXIT_REEMPLOYED', 'EXIT_INCOME_ABOVE', 'EXIT_PROPERTY_ABOVE',
    'EXIT_CATEGORY_CHANGED', 'EXIT_EXPIRED', 'EXIT_MOVED_AWAY', 'EXIT_OWN_WISH', 'EXIT_DECEASED')),
  exit_decision_number text,
  recorded_by          uuid NOT NULL REFERENCES account (id),
  recorded_at          timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT an_exit_has_a_reason CHECK ((exited_on IS NULL) = (exit_reason IS NULL)),
  CONSTRAINT nobody_leaves_before_entering CHECK (exited_on >= entered_on)
);
CREATE UNIQUE INDEX a_person_is_once_in_the_register ON register_entry (person_index) WHERE exited_on IS NULL;
CREATE INDEX register_entry_by_area ON register_entry (area_code, entered_on, id);
CREATE INDEX register_entry_by_household ON register_entry (household_id) WHERE household_id IS NOT NULL;
CREATE INDEX register_entry_by_import ON register_entry (import_id) WHERE import_id IS NOT NULL;

-- An application for a policy that an adviser takes over for people of a household (代办), as far as it has come.
CREATE TABLE policy_application (
  id                  uuid PRIMARY KEY,
  household_id        uuid NOT NULL REFERENCES household (id),
  area_code           text COLLATE "C" NOT NULL REFERENCES area (code),
  policy_id           uuid NOT NULL REFERENCES policy (id),
  policy_code         text NOT NULL,
  mode                text NOT NULL CHECK (mode IN ('ASSISTED', 'ACTED_FOR')),
  status              text NOT NULL CHECK (status IN ('DRAFT', 'SUBMITTED', 'UNDER_REVIEW', 'APPROVED', 'REFUSED', 'WITHDRAWN')),
  begun_on            date NOT NULL,
  authority_member_id uuid REFERENCES household_member (id),
  authority_scope     text[] CHECK (cardinality(authority_scope) > 0 AND authority_scope <@ ARRAY['SUBMIT', 'RECEIVE_DECISION', 'APPEAL']),
  authority_until     date,
  authority_method    text CHECK (authority_method IN ('WRITTEN', 'SPOKEN_WITH_WITNESS', 'CONTACT_CARD')),
  submitted_on        date,
  accepted_on         date,
  review_due_on       date,
  decided_on          date,
  decision_number     text,
  appeal_until        date,
  withdrawal_reason   text CHECK (withdrawal_reason IN ('HOUSEHOLD_WISH', 'MEANS_CHECK_REFUSED', 'MET_OTHERWISE', 'HOUSEHOLD_MOVED')),
  begun_by            uuid NOT NULL REFERENCES account (id),
  recorded_at         timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT an_authority_is_whole CHECK (num_nulls(authority_member_id, authority_scope, authority_until, authority_method) IN (0, 4)),
  CONSTRAINT an_application_goes_step_by_step CHECK (begun_on <= submitted_on AND submitted_on <= accepted_on AND accepted_on <= decided_on),
  CONSTRAINT a_decision_has_a_day_and_a_number CHECK
    ((status IN ('APPROVED', 'REFUSED')) = (decided_on IS NOT NULL) AND (decided_on IS NULL) = (decision_number IS NULL)),
  CONSTRAINT a_withdrawal_has_a_reason CHECK ((status = 'WITHDRAWN') = (withdrawal_reason IS NOT NULL)),
  CONSTRAINT what_is_under_review_has_a_day CHECK ((accepted_on IS NULL) = (review_due_on IS NULL))
);
CREATE UNIQUE INDEX a_household_applies_once_at_a_time ON policy_application (household_id, policy_code)
  WHERE status IN ('DRAFT', 'SUBMITTED', 'UNDER_REVIEW');
CREATE INDEX policy_application_by_area ON policy_application (area_code, begun_on, id);
CREATE INDEX policy_application_by_household ON policy_application (household_id);
CREATE INDEX policy_application_under_review ON policy_application (review_due_on) WHERE status = 'UNDER_REVIEW';

CREATE TABLE policy_application_person (
  application_id uuid NOT NULL REFERENCES policy_application (id),
  member_id      uuid NOT NULL REFERENCES household_member (id),
  PRIMARY KEY (application_id, member_id)
);
CREATE INDEX policy_application_person_by_member ON policy_application_person (member_id);

CREATE TABLE policy_application_document (
  application_id uuid NOT NULL REFERENCES policy_application (id),
  position       integer NOT NULL CHECK (position > 0),
  title          text NOT NULL,
  provided_on    date,
  is_waived      boolean NOT NULL DEFAULT false,
  PRIMARY KEY (application_id, position)
);
