-- Where an organisation wants to be told of what happens to its donations. The secret is sealed with a key of the endpoint's own.
CREATE TABLE webhook_endpoint (
  id                    uuid PRIMARY KEY,
  organisation_id       uuid NOT NULL REFERENCES organisation (id),
  url                   text NOT NULL CHECK (length(url) BETWEEN 8 AND 500),
  name                  text NOT NULL CHECK (length(name) BETWEEN 1 AND 64),
  topics                text[] NOT NULL CHECK (cardinality(topics) > 0),
  data_key              bytea NOT NULL,
  secret                bytea NOT NULL,
  -- After a rotation both secrets sign until this moment.
  previous_secret       bytea,
  previous_secret_until timestamptz,
  created_by            uuid NOT NULL REFERENCES account (id),
  created_at            timestamptz NOT NULL DEFAULT now(),
  disabled_at           timestamptz,
  disabled_because      text CHECK (disabled_because IN ('BY_HAND', 'GONE', 'NEVER_ACCEPTED')),
  CONSTRAINT an_earlier_secret_has_its_end CHECK ((previous_secret IS NULL) = (previous_secret_until IS NULL)),
  CONSTRAINT a_disabled_endpoint_says_why CHECK ((disabled_at IS NULL) = (disabled_because IS NULL))
);
CREATE INDEX webhook_endpoint_by_organisation ON webhook_endpoint (organisation_id, id);

-- Up to where the outbox was read for endpoints: one row, held by whoever reads on.
CREATE TABLE webhook_cursor (
  single      boolean PRIMARY KEY DEFAULT true CHECK (single),
  transaction xid8 NOT NULL DEFAULT '0',
  position    bigint NOT NULL DEFAULT 0
);
INSERT INTO webhook_cursor DEFAULT VALUES;

-- One message: an event for an endpoint. Its bytes are fixed, so that every attempt sends the same.
CREATE TABLE webhook_delivery (
  id                uuid PRIMARY KEY,
  endpoint_id       uuid NOT NULL REFERENCES webhook_endpoint (id),
  event_transaction xid8 NOT NULL,
  event_position    bigint NOT NULL,
  topic             text NOT NULL,
  body              text NOT NULL,
  status            text NOT NULL CHECK (status IN ('PENDING', 'DELIVERED', 'FAILED')),
  -- Attempts of this round; a replay begins another.
  round_attempts    integer NOT NULL DEFAULT 0 CHECK (round_attempts >= 0),
  attempts          integer NOT NULL DEFAULT 0 CHECK (attempts >= round_attempts),
  next_attempt_at   timestamptz DEFAULT now(),
  -- Somebody is sending it until then.
  taken_until       timestamptz,
  created_at        timestamptz NOT NULL DEFAULT now(),
  delivered_at      timestamptz,
  CONSTRAINT an_event_is_delivered_once_to_an_endpoint UNIQUE (endpoint_id, event_transaction, event_position),
  CONSTRAINT what_is_pending_has_its_next_attempt CHECK ((status = 'PENDING') = (next_attempt_at IS NOT NULL)),
  CONSTRAINT what_was_delivered_says_when CHECK ((status = 'DELIVERED') = (delivered_at IS NOT NULL))
);
CREATE INDEX webhook_delivery_due ON webhook_delivery (next_attempt_at) WHERE status = 'PENDING';
CREATE INDEX webhook_delivery_by_endpoint ON webhook_delivery (endpoint_id, id);

-- The delivery log: what came of each attempt. Answers of receivers are never kept.
CREATE TABLE webhook_attempt (
  delivery_id  uuid NOT NULL REFERENCES webhook_delivery (id) ON DELETE CASCADE,
  number       integer NOT NULL CHECK (number > 0),
  at           timestamptz NOT NULL DEFAULT now(),
  outcome      text NOT NULL CHECK (outcome IN ('ACCEPTED', 'REFUSED', 'REDIRECTED', 'GONE', 'TIMED_OUT', 'UNREACHABLE', 'ADDRESS_FORBIDDEN', 'ORGANISATION_NOT_APPROVED')),
  status_code  integer CHECK (status_code BETWEEN 100 AND 999),
  milliseconds integer NOT NULL CHECK (milliseconds >= 0),
  PRIMARY KEY (delivery_id, number)
);
