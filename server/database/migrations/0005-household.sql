-- Personal data is ciphertext (AES-256-GCM, a data key per household wrapped by the key ring). Destroying data_key erases it.
CREATE TABLE household (
  id                  uuid PRIMARY KEY,
  area_code           text COLLATE "C" NOT NULL REFERENCES area (code),
  low_income_category text NOT NULL CHECK (low_income_category IN
    ('DIBAO', 'TEKUN', 'ANTI_RETURN_MONITORED', 'DIBAO_MARGINAL', 'RIGID_EXPENDITURE', 'OTHER_HARDSHIP', 'NOT_RECOGNISED')),
  situations          text[] NOT NULL DEFAULT '{}',
  barriers            text[] NOT NULL DEFAULT '{}',
  data_key            bytea,
  address             bytea,
  phone               bytea,
  registered_by       uuid NOT NULL REFERENCES account (id),
  registered_at       timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT barriers_are_the_three_barriers CHECK (barriers <@ ARRAY['UNAWARE', 'UNABLE_TO_APPLY', 'AFRAID'])
);
CREATE INDEX household_by_area ON household (area_code);

CREATE TABLE household_member (
  id                    uuid PRIMARY KEY,
  household_id          uuid NOT NULL REFERENCES household (id),
  relation              text NOT NULL CHECK (relation IN ('HEAD', 'SPOUSE', 'CHILD', 'PARENT', 'GRANDCHILD', 'GRANDPARENT', 'SIBLING', 'OTHER')),
  name                  bytea,
  resident_number       bytea,
  resident_number_index bytea,
  age_band              text NOT NULL CHECK (age_band IN ('UNDER_14', 'FROM_14_TO_17', 'FROM_18_TO_59', 'FROM_60_TO_79', 'FROM_80')),
  created_at            timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT a_person_belongs_to_one_household UNIQUE (resident_number_index)
);
CREATE INDEX household_member_by_household ON household_member (household_id);
CREATE UNIQUE INDEX a_household_has_one_head ON household_member (household_id) WHERE relation = 'HEAD';

-- PIPL articles 23 and 29: per recipient and purpose, separately given, as easily withdrawn.
CREATE TABLE consent (
  id                        uuid PRIMARY KEY,
  household_id              uuid NOT NULL REFERENCES household (id),
  recipient_organisation_id uuid NOT NULL REFERENCES organisation (id),
  purpose                   text NOT NULL CHECK (purpose IN ('REFERRAL', 'SERVICE_DELIVERY')),
  data_kinds                text[] NOT NULL CHECK (cardinality(data_kinds) > 0 AND
    data_kinds <@ ARRAY['NAME', 'PHONE', 'ADDRESS', 'RESIDENT_NUMBER', 'SITUATION']),
  method                    text NOT NULL CHECK (method IN ('WRITTEN', 'SPOKEN_WITH_WITNESS', 'CONTACT_CARD')),
  guardian_given            boolean NOT NULL DEFAULT false,
  given_at                  timestamptz NOT NULL DEFAULT now(),
  expires_at                timestamptz NOT NULL,
  withdrawn_at              timestamptz,
  recorded_by               uuid REFERENCES account (id),
  CONSTRAINT a_consent_ends_after_it_begins CHECK (expires_at > given_at)
);
CREATE INDEX consent_by_household ON consent (household_id, recipient_organisation_id) WHERE withdrawn_at IS NULL;

-- The card left with the household. Its code confirms deliveries; only a keyed hash of it is kept.
CREATE TABLE contact_card (
  id           uuid PRIMARY KEY,
  household_id uuid NOT NULL REFERENCES household (id),
  code_hash    bytea NOT NULL UNIQUE,
  issued_by    uuid NOT NULL REFERENCES account (id),
  issued_at    timestamptz NOT NULL DEFAULT now(),
  revoked_at   timestamptz
);
CREATE UNIQUE INDEX a_household_has_one_valid_card ON contact_card (household_id) WHERE revoked_at IS NULL;

-- Failed attempts with a card code, counted across all servers; the client is kept as a keyed hash only.
CREATE TABLE card_failure (
  attempt_id  uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  client_hash bytea NOT NULL,
  at          timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX card_failure_by_client ON card_failure (client_hash, at);
