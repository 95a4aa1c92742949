-- A browser holds its token in a cookie that no script can read. It is used again and again while the session lasts: pages of one
-- browser ask at the same moment, and the answer to a page that was left is lost.
ALTER TABLE refresh_token
  ADD COLUMN holder text NOT NULL DEFAULT 'CLIENT',
  ADD CONSTRAINT a_token_is_held_by_a_client_or_a_browser CHECK (holder IN ('CLIENT', 'BROWSER')),
  ADD CONSTRAINT the_token_of_a_browser_is_never_spent CHECK (holder = 'CLIENT' OR used_at IS NULL);
