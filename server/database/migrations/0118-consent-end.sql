-- A consent ends by itself after its last day. What rests on it ends with it, once: this is when that was done.
ALTER TABLE consent ADD COLUMN expiry_followed_at timestamptz;
CREATE INDEX consent_whose_end_is_to_be_followed ON consent (expires_at)
  WHERE withdrawn_at IS NULL AND expiry_followed_at IS NULL;
