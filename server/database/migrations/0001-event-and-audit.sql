-- The outbox: everything live is fed from here and from nothing else.
-- Order is (transaction, position): every transaction below the snapshot's xmin is finished, so no row can later appear
-- at or below that watermark. A plain sequence loses events when transactions overlap.
CREATE TABLE event (
  position    bigint GENERATED ALWAYS AS IDENTITY,
  transaction xid8 NOT NULL DEFAULT pg_current_xact_id(),
  at          timestamptz NOT NULL DEFAULT now(),
  type        text NOT NULL,
  subject_id  uuid NOT NULL,
  audience    text[] NOT NULL,
  payload     jsonb NOT NULL DEFAULT '{}',
  PRIMARY KEY (transaction, position)
);
CREATE INDEX event_by_subject ON event (subject_id);
CREATE INDEX event_by_time ON event (at);

-- One row: the identity of this cluster's transaction counter, changed after a restore so that old cursors are refused;
-- and the newest position that retention has removed, so that an older cursor is refused instead of skipping events.
CREATE TABLE event_epoch (
  single              boolean PRIMARY KEY DEFAULT true CHECK (single),
  epoch               uuid NOT NULL DEFAULT gen_random_uuid(),
  removed_transaction xid8 NOT NULL DEFAULT '0',
  removed_position    bigint NOT NULL DEFAULT 0
);
INSERT INTO event_epoch DEFAULT VALUES;

-- The audit line of every command; also what makes a retried command answer as the first time did.
CREATE TABLE audit_line (
  position     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at           timestamptz NOT NULL DEFAULT now(),
  account_id   uuid,
  operation    text NOT NULL,
  subject_type text NOT NULL,
  subject_id   uuid,
  command_id   uuid,
  input_digest bytea,
  details      jsonb NOT NULL DEFAULT '{}',
  CONSTRAINT a_command_is_recorded_once UNIQUE (command_id),
  CONSTRAINT a_command_has_a_digest CHECK ((command_id IS NULL) = (input_digest IS NULL))
);
CREATE INDEX audit_line_by_subject ON audit_line (subject_id, position);
CREATE INDEX audit_line_by_account ON audit_line (account_id, position);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'rows of % are never changed or removed', TG_TABLE_NAME USING ERRCODE = '23001';
END $$;
CREATE TRIGGER audit_lines_never_change BEFORE UPDATE OR DELETE ON audit_line
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_lines_are_never_cut BEFORE TRUNCATE ON audit_line
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
