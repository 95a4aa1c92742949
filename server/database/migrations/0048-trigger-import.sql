-- Files of triggers: read into a staging table, tried, and registered as a whole by one transaction.
CREATE TABLE trigger_import (
  id                      uuid PRIMARY KEY,
  account_id              uuid NOT NULL REFERENCES account (id),
  department_id           uuid REFERENCES organisation (id),
  format                  text NOT NULL CHECK (format IN ('CSV', 'XLSX')),
  status                  text NOT NULL CHECK (status IN ('READING', 'TRIED', 'REFUSED', 'REGISTERED', 'REMOVED')),
  row_count               integer NOT NULL DEFAULT 0 CHECK (row_count >= 0),
  bad_row_count           integer NOT NULL DEFAULT 0 CHECK (bad_row_count BETWEEN 0 AND row_count),
  repeated_in_file_count  integer NOT NULL DEFAULT 0 CHECK (repeated_in_file_count >= 0),
  reported_before_count   integer NOT NULL DEFAULT 0 CHECK (reported_before_count >= 0),
  known_person_count      integer NOT NULL DEFAULT 0 CHECK (known_person_count >= 0),
  registered_count        integer CHECK (registered_count >= 0),
  begun_at                timestamptz NOT NULL DEFAULT now(),
  -- Moved with every batch: an import that was not heard of for a while has lost its server.
  heard_at                timestamptz NOT NULL DEFAULT now(),
  ended_at                timestamptz,
  CONSTRAINT what_was_registered_is_counted CHECK ((status = 'REGISTERED') = (registered_count IS NOT NULL))
);
CREATE INDEX trigger_import_by_account ON trigger_import (account_id, id);
CREATE INDEX trigger_import_open ON trigger_import (heard_at) WHERE status IN ('READING', 'TRIED', 'REFUSED');

-- Rows of a file that are right, until they are registered. Who is in no household is sealed; whoever is in one is not kept at all.
CREATE TABLE trigger_import_row (
  import_id       uuid NOT NULL REFERENCES trigger_import (id) ON DELETE CASCADE,
  row_number      integer NOT NULL CHECK (row_number > 1),
  obligation_id   uuid NOT NULL,
  trigger_kind    text NOT NULL,
  occurred_on     date NOT NULL,
  person_index    bytea NOT NULL CHECK (octet_length(person_index) = 16),
  area_code       text COLLATE "C" NOT NULL,
  reference       text,
  found_person_id uuid,
  data_key        bytea,
  details         bytea,
  -- The same trigger of the same person and day stands in a row above, or was told before.
  is_repeated     boolean NOT NULL DEFAULT false,
  is_known        boolean NOT NULL DEFAULT false,
  PRIMARY KEY (import_id, row_number),
  CONSTRAINT an_unknown_person_is_sealed CHECK (num_nulls(found_person_id, data_key, details) IN (0, 3))
);
CREATE INDEX trigger_import_row_by_trigger ON trigger_import_row (import_id, person_index, trigger_kind, occurred_on, row_number);

-- What is wrong in which cell: the rule, never the contents.
CREATE TABLE trigger_import_problem (
  import_id   uuid NOT NULL REFERENCES trigger_import (id) ON DELETE CASCADE,
  row_number  integer NOT NULL CHECK (row_number > 0),
  column_name text NOT NULL CHECK (length(column_name) BETWEEN 1 AND 60),
  message_zh  text NOT NULL,
  message_en  text NOT NULL,
  PRIMARY KEY (import_id, row_number, column_name)
);
