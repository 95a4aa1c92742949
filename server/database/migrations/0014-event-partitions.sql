-- The outbox in one partition for each day (UTC), so that retention drops whole days instead of deleting rows.
-- The partitions stand in a schema of their own; the server makes them some days ahead, and `rest` takes what has no day yet.
CREATE SCHEMA event_partition;

ALTER TABLE event RENAME TO event_unparted;
ALTER TABLE event_unparted RENAME CONSTRAINT event_pkey TO event_unparted_pkey;
ALTER INDEX event_by_subject RENAME TO event_unparted_by_subject;
ALTER INDEX event_by_time RENAME TO event_unparted_by_time;

CREATE TABLE event (
  position    bigint GENERATED ALWAYS AS IDENTITY (SEQUENCE NAME event_order_seq),
  transaction xid8 NOT NULL DEFAULT pg_current_xact_id(),
  at          timestamptz NOT NULL DEFAULT now(),
  type        text NOT NULL,
  subject_id  uuid NOT NULL,
  audience    text[] NOT NULL,
  payload     jsonb NOT NULL DEFAULT '{}',
  -- The day is part of the key because PostgreSQL asks for it; a position is given once in any case.
  PRIMARY KEY (transaction, position, at)
) PARTITION BY RANGE (at);
CREATE INDEX event_by_subject ON event (subject_id);
CREATE INDEX event_by_time ON event (at);
CREATE TABLE event_partition.rest PARTITION OF event DEFAULT;

INSERT INTO event (position, transaction, at, type, subject_id, audience, payload) OVERRIDING SYSTEM VALUE
  SELECT position, transaction, at, type, subject_id, audience, payload FROM event_unparted;
SELECT setval('event_order_seq', greatest(1, (SELECT max(position) FROM event_unparted)),
              EXISTS (SELECT 1 FROM event_unparted));
DROP TABLE event_unparted;
