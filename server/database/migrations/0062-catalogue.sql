-- The list of what there is to help with (社会救助资源清单), in versions: made from what rooms say they have, frozen when it is published.
CREATE TABLE catalogue_version (
  id           uuid PRIMARY KEY,
  number       integer NOT NULL UNIQUE CHECK (number > 0),
  status       text NOT NULL DEFAULT 'DRAFT' CHECK (status IN ('DRAFT', 'PUBLISHED', 'REPLACED')),
  drafted_by   uuid NOT NULL REFERENCES account (id),
  drafted_at   timestamptz NOT NULL DEFAULT now(),
  published_by uuid REFERENCES account (id),
  published_at timestamptz,
  CONSTRAINT a_published_catalogue_has_its_person_and_time CHECK
    ((status = 'PUBLISHED') = (published_at IS NOT NULL) AND num_nulls(published_by, published_at) IN (0, 2)),
  CONSTRAINT another_person_publishes_a_catalogue CHECK (published_by <> drafted_by)
);
CREATE UNIQUE INDEX there_is_one_draft_of_the_catalogue ON catalogue_version (status) WHERE status = 'DRAFT';

CREATE TABLE catalogue_entry (
  version_id    uuid NOT NULL REFERENCES catalogue_version (id),
  kind          text NOT NULL CHECK (kind IN ('SERVICE', 'PROJECT', 'GOODS', 'POLICY', 'POST')),
  -- What it is made from.
  subject_id    uuid NOT NULL,
  title         text NOT NULL,
  provider      text NOT NULL,
  service_kinds text[] NOT NULL,
  area_codes    text[] NOT NULL,
  available     bigint,
  unit          text,
  valid_until   date,
  note          text,
  -- Against the version before; what is gone stands in the list with REMOVED.
  change        text NOT NULL CHECK (change IN ('ADDED', 'CHANGED', 'SAME', 'REMOVED')),
  PRIMARY KEY (version_id, kind, subject_id)
);

CREATE FUNCTION refuse_change_of_published_catalogue() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT status FROM catalogue_version WHERE id = coalesce(OLD.version_id, NEW.version_id)) = 'PUBLISHED' THEN
    RAISE EXCEPTION 'a published catalogue never changes' USING ERRCODE = '23001';
  END IF;
  RETURN coalesce(NEW, OLD);
END $$;
CREATE TRIGGER published_entries_never_change BEFORE INSERT OR UPDATE OR DELETE ON catalogue_entry
  FOR EACH ROW EXECUTE FUNCTION refuse_change_of_published_catalogue();
