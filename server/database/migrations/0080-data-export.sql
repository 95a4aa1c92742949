-- Exports: what was asked for and how far it is written; the records of one while it is written; its file in sealed pieces until it expires.
CREATE TABLE data_export (
  id           uuid PRIMARY KEY,
  account_id   uuid NOT NULL REFERENCES account (id),
  subject      text NOT NULL CHECK (subject IN ('FIGURES', 'RECORDS')),
  -- Codes, scope and groupings: ids and codes only.
  asked        jsonb NOT NULL,
  format       text NOT NULL CHECK (format IN ('CSV', 'XLSX')),
  status       text NOT NULL DEFAULT 'REQUESTED'
                 CHECK (status IN ('REQUESTED', 'WRITING', 'READY', 'REFUSED', 'CANCELLED', 'EXPIRED')),
  refusal      text CHECK (refusal IN ('AUTHORITY_ENDED', 'TOO_LARGE', 'FAILED')),
  -- Whoever writes names its attempt in each statement: one that was taken over writes nothing more.
  attempt      integer NOT NULL DEFAULT 0 CHECK (attempt >= 0),
  -- Moved with every piece: one that was not heard of for a while has lost its server.
  heard_at     timestamptz NOT NULL DEFAULT now(),
  total        integer CHECK (total >= 0),
  done         integer NOT NULL DEFAULT 0 CHECK (done >= 0),
  row_count    integer CHECK (row_count >= 0),
  byte_count   integer CHECK (byte_count > 0),
  data_key     bytea,
  requested_at timestamptz NOT NULL DEFAULT now(),
  ended_at     timestamptz,
  expires_at   timestamptz,
  CONSTRAINT what_is_refused_says_why CHECK ((status = 'REFUSED') = (refusal IS NOT NULL)),
  CONSTRAINT an_export_ends_once CHECK ((status IN ('REQUESTED', 'WRITING')) = (ended_at IS NULL)),
  CONSTRAINT a_key_lives_as_long_as_the_file CHECK ((status IN ('WRITING', 'READY')) = (data_key IS NOT NULL)),
  CONSTRAINT a_file_is_whole_and_expires CHECK
    (status <> 'READY' OR num_nulls(total, row_count, byte_count, expires_at) = 0 AND done = total)
);
CREATE INDEX data_export_by_account ON data_export (account_id, requested_at DESC, id DESC);
CREATE INDEX data_export_due ON data_export (heard_at) WHERE status IN ('REQUESTED', 'WRITING');
CREATE INDEX data_export_over ON data_export (expires_at) WHERE status = 'READY';

-- Which records are to be read, as one statement found them; gone when the export has ended.
CREATE TABLE data_export_record (
  export_id    uuid NOT NULL REFERENCES data_export (id),
  position     integer NOT NULL CHECK (position > 0),
  subject_type text NOT NULL,
  subject_id   uuid NOT NULL,
  PRIMARY KEY (export_id, position)
);

CREATE TABLE data_export_piece (
  export_id uuid NOT NULL REFERENCES data_export (id),
  position  integer NOT NULL CHECK (position > 0),
  contents  bytea NOT NULL,
  PRIMARY KEY (export_id, position)
);
