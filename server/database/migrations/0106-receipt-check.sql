-- Wrong checks of receipts, by client: whoever tries combinations is slowed down. Who asked stands here as a digest only, for some minutes.
CREATE TABLE receipt_check_failure (
  attempt_id  uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  client_hash bytea NOT NULL,
  at          timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX receipt_check_failure_by_client ON receipt_check_failure (client_hash, at);
