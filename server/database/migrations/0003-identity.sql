CREATE TABLE account (
  id               uuid PRIMARY KEY,
  login            text NOT NULL,
  password_hash    text,
  display_name     text NOT NULL,
  status           text NOT NULL DEFAULT 'ACTIVE' CHECK (status IN ('ACTIVE', 'DISABLED')),
  external_issuer  text,
  external_subject text,
  created_at       timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT a_login_belongs_to_one_account UNIQUE (login),
  CONSTRAINT an_external_subject_belongs_to_one_account UNIQUE (external_issuer, external_subject),
  CONSTRAINT a_login_is_lower_case CHECK (login = lower(login) AND length(login) BETWEEN 3 AND 64)
);

-- Authority by relation: a role for an area subtree, for an organisation, or for the installation.
CREATE TABLE role_grant (
  id              uuid PRIMARY KEY,
  account_id      uuid NOT NULL REFERENCES account (id),
  role            text NOT NULL,
  area_code       text COLLATE "C" REFERENCES area (code),
  organisation_id uuid,
  granted_by      uuid,
  granted_at      timestamptz NOT NULL DEFAULT now(),
  revoked_at      timestamptz,
  CONSTRAINT a_role_has_its_relation CHECK (CASE
    WHEN role IN ('ADVISER', 'STREET_OFFICER', 'CIVIL_AFFAIRS_BUREAU') THEN area_code IS NOT NULL AND organisation_id IS NULL
    WHEN role IN ('ORGANISATION_MEMBER', 'ORGANISATION_ADMINISTRATOR', 'FEDERATION_STAFF', 'COMPANY_PARTNER')
      THEN organisation_id IS NOT NULL AND area_code IS NULL
    WHEN role IN ('AUDITOR', 'SYSTEM_ADMINISTRATOR') THEN area_code IS NULL AND organisation_id IS NULL
    ELSE false END)
);
CREATE INDEX role_grant_by_account ON role_grant (account_id) WHERE revoked_at IS NULL;
CREATE INDEX role_grant_by_organisation ON role_grant (organisation_id) WHERE revoked_at IS NULL;
CREATE UNIQUE INDEX a_role_is_granted_once ON role_grant
  (account_id, role, coalesce(area_code, ''), coalesce(organisation_id, '00000000-0000-0000-0000-000000000000')) WHERE revoked_at IS NULL;

-- A session is one family of refresh tokens; revoking it ends its access tokens too.
CREATE TABLE session (
  id             uuid PRIMARY KEY,
  account_id     uuid NOT NULL REFERENCES account (id),
  created_at     timestamptz NOT NULL DEFAULT now(),
  expires_at     timestamptz NOT NULL,
  revoked_at     timestamptz,
  revoked_reason text CHECK (revoked_reason IN ('SIGNED_OUT', 'TOKEN_REPLAYED', 'PASSWORD_CHANGED', 'ACCOUNT_DISABLED'))
);
CREATE INDEX session_by_account ON session (account_id) WHERE revoked_at IS NULL;

CREATE TABLE refresh_token (
  token_hash bytea PRIMARY KEY,
  session_id uuid NOT NULL REFERENCES session (id),
  issued_at  timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  used_at    timestamptz
);
CREATE INDEX refresh_token_by_session ON refresh_token (session_id);

CREATE TABLE api_key (
  id              uuid PRIMARY KEY,
  organisation_id uuid NOT NULL,
  account_id      uuid NOT NULL REFERENCES account (id),
  name            text NOT NULL,
  secret_hash     bytea NOT NULL UNIQUE,
  scopes          text[] NOT NULL CHECK (cardinality(scopes) > 0),
  created_at      timestamptz NOT NULL DEFAULT now(),
  expires_at      timestamptz NOT NULL,
  revoked_at      timestamptz
);
CREATE INDEX api_key_by_organisation ON api_key (organisation_id);

-- Sign-in attempts that have not succeeded, counted across all servers: an attempt is written before its password is looked at
-- and removed when it was right. Login and client are kept as keyed hashes only.
CREATE TABLE sign_in_failure (
  attempt_id   uuid NOT NULL,
  subject_hash bytea NOT NULL,
  at           timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (attempt_id, subject_hash)
);
CREATE INDEX sign_in_failure_by_subject ON sign_in_failure (subject_hash, at);
CREATE INDEX sign_in_failure_by_time ON sign_in_failure (at);
