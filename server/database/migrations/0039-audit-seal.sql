-- Audit lines are sealed in batches by a chain of hashes, after they were written and outside every command.
-- A batch is a range of positions; it is sealed when nobody who could still write into it is left (audit/sealing.ts).
CREATE TABLE audit_seal (
  number           bigint PRIMARY KEY,
  -- Of the positions above the batch before, up to and with this one.
  through_position bigint NOT NULL,
  line_count       integer NOT NULL,
  -- For each line its position (8 bytes) and the SHA-256 of what it says (32 bytes), in the order of positions.
  entries          bytea NOT NULL,
  previous_hash    bytea NOT NULL,
  hash             bytea NOT NULL,
  sealed_at        timestamptz NOT NULL,
  CONSTRAINT batches_are_counted_from_one CHECK (number > 0),
  CONSTRAINT a_batch_has_lines CHECK (line_count > 0),
  CONSTRAINT a_batch_names_each_of_its_lines CHECK (octet_length(entries) = line_count * 40),
  CONSTRAINT a_hash_has_32_bytes CHECK (octet_length(hash) = 32 AND octet_length(previous_hash) = 32),
  CONSTRAINT a_batch_ends_where_no_other_does UNIQUE (through_position),
  CONSTRAINT a_batch_follows_one_batch UNIQUE (previous_hash)
);
CREATE TRIGGER audit_seals_never_change BEFORE UPDATE OR DELETE ON audit_seal
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_seals_are_never_cut BEFORE TRUNCATE ON audit_seal
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
