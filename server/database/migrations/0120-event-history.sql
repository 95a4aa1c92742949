-- Of which history the numbers in the outbox are: which cluster, which line of time of it, which database in it, and which making of the
-- table. A restore, a copy, a recovery to a moment and a failover each change one of them. Null: not known, and so taken for another one.
ALTER TABLE event_epoch ADD COLUMN history text;

CREATE FUNCTION event_history() RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  cluster text := '?';
  line text := '?';
BEGIN
  -- A service that runs PostgreSQL for others may keep these two to itself; the others still tell.
  BEGIN
    SELECT system_identifier::text INTO cluster FROM pg_control_system();
  EXCEPTION WHEN insufficient_privilege OR feature_not_supported OR undefined_function THEN NULL;
  END;
  BEGIN
    -- A name of the log begins with its line of time; the control file tells of a new one only after its first checkpoint.
    SELECT left(pg_walfile_name(pg_current_wal_insert_lsn()), 8) INTO line;
  EXCEPTION WHEN insufficient_privilege OR feature_not_supported OR undefined_function THEN NULL;
  END;
  RETURN concat_ws(' ', cluster, line, (SELECT oid FROM pg_database WHERE datname = current_database()), 'event_epoch'::regclass::oid);
END $$;
