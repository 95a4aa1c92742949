-- Whether the password was given by another person: its owner chooses one of their own after signing in with it.
ALTER TABLE account ADD COLUMN must_change_password boolean NOT NULL DEFAULT false,
  ADD CONSTRAINT only_a_password_that_is_there_is_changed CHECK (NOT must_change_password OR password_hash IS NOT NULL);
-- A session also ends when another person gave its account a new password.
ALTER TABLE session DROP CONSTRAINT session_revoked_reason_check,
  ADD CONSTRAINT a_session_ends_for_a_known_reason CHECK (revoked_reason IN
    ('SIGNED_OUT', 'TOKEN_REPLAYED', 'PASSWORD_CHANGED', 'PASSWORD_RESET', 'ACCOUNT_DISABLED'));
