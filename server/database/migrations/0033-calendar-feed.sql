-- An address under which an account reads what it owes in its own calendar. The secret in it is computed, not kept.
CREATE TABLE calendar_feed (
  id         uuid PRIMARY KEY,
  account_id uuid NOT NULL REFERENCES account (id),
  issued_at  timestamptz NOT NULL DEFAULT now(),
  revoked_at timestamptz
);
CREATE INDEX calendar_feed_by_account ON calendar_feed (account_id);
