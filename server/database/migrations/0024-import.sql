-- Donations that a partner registered by one file: all of it or nothing.
CREATE TABLE donation_import (
  id                        uuid PRIMARY KEY,
  donor_organisation_id     uuid NOT NULL REFERENCES organisation (id),
  recipient_organisation_id uuid NOT NULL REFERENCES organisation (id),
  format                    text NOT NULL CHECK (format IN ('CSV', 'XLSX')),
  row_count                 integer NOT NULL CHECK (row_count > 0),
  donation_count            integer NOT NULL CHECK (donation_count BETWEEN 1 AND row_count),
  money_fen                 bigint NOT NULL CHECK (money_fen >= 0),
  goods_value_fen           bigint NOT NULL CHECK (goods_value_fen >= 0),
  registered_by             uuid NOT NULL REFERENCES account (id),
  registered_at             timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX donation_import_by_donor ON donation_import (donor_organisation_id, id);

-- Which row of the file became which donation, under the number that the partner gave it.
CREATE TABLE donation_import_entry (
  donation_id           uuid PRIMARY KEY REFERENCES donation (id),
  import_id             uuid NOT NULL REFERENCES donation_import (id),
  donor_organisation_id uuid NOT NULL REFERENCES organisation (id),
  reference             text NOT NULL CHECK (length(reference) BETWEEN 1 AND 64),
  row_number            integer NOT NULL CHECK (row_number > 1),
  CONSTRAINT a_reference_of_a_donor_is_registered_once UNIQUE (donor_organisation_id, reference)
);
CREATE INDEX donation_import_entry_by_import ON donation_import_entry (import_id, row_number);
