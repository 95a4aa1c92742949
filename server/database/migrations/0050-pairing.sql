-- Pairing (结对帮扶): one helper, an adviser or a member of an organisation that the household consented to, stays with one household.
CREATE TABLE pairing (
  id              uuid PRIMARY KEY,
  household_id    uuid NOT NULL REFERENCES household (id),
  -- That of the household, which never moves: a new place is a new registration.
  area_code       text COLLATE "C" NOT NULL REFERENCES area (code),
  helper_id       uuid NOT NULL REFERENCES account (id),
  organisation_id uuid REFERENCES organisation (id),
  started_on      date NOT NULL,
  ended_on        date,
  end_reason      text CHECK (end_reason IN ('GOAL_REACHED', 'HOUSEHOLD_WISH', 'HOUSEHOLD_MOVED', 'HELPER_LEFT', 'CONSENT_WITHDRAWN', 'OTHER')),
  paired_by       uuid NOT NULL REFERENCES account (id),
  paired_at       timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT a_pairing_ends_with_a_reason CHECK (num_nulls(ended_on, end_reason) IN (0, 2)),
  CONSTRAINT a_pairing_does_not_end_before_it_begins CHECK (ended_on >= started_on)
);
CREATE UNIQUE INDEX a_helper_is_paired_once_with_a_household ON pairing (household_id, helper_id) WHERE ended_on IS NULL;
CREATE INDEX pairing_by_helper ON pairing (helper_id, id);
CREATE INDEX pairing_by_area ON pairing (area_code, id);
CREATE INDEX pairing_by_organisation ON pairing (organisation_id) WHERE ended_on IS NULL AND organisation_id IS NOT NULL;

-- What was written is sealed with the key of the household and gone with it.
CREATE TABLE pairing_contact (
  id           uuid PRIMARY KEY,
  pairing_id   uuid NOT NULL REFERENCES pairing (id),
  contacted_on date NOT NULL,
  channel      text NOT NULL CHECK (channel IN ('HOME_VISIT', 'TELEPHONE', 'MESSAGE', 'MEETING')),
  note         bytea NOT NULL,
  recorded_by  uuid NOT NULL REFERENCES account (id),
  recorded_at  timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX pairing_contact_by_pairing ON pairing_contact (pairing_id, contacted_on, id);
-- An erasure empties what was written; nothing is removed.
CREATE TRIGGER contacts_are_never_removed BEFORE DELETE ON pairing_contact
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
