-- The full report of a project as it was published. Nothing in it changes: a correction is a note of its own with the figures of its day.
CREATE TABLE disclosure (
  project_id   uuid PRIMARY KEY REFERENCES charity_project (id),
  summary      text NOT NULL CHECK (length(summary) BETWEEN 1 AND 4000),
  figures      jsonb NOT NULL,
  published_by uuid NOT NULL REFERENCES account (id),
  published_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE disclosure_note (
  id         uuid PRIMARY KEY,
  project_id uuid NOT NULL REFERENCES disclosure (project_id),
  note       text NOT NULL CHECK (length(note) BETWEEN 1 AND 1000),
  figures    jsonb NOT NULL,
  written_by uuid NOT NULL REFERENCES account (id),
  written_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX disclosure_note_by_project ON disclosure_note (project_id, written_at);

CREATE FUNCTION refuse_change_of_disclosure() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'what was published is never changed: append a note';
END $$;
CREATE TRIGGER a_published_report_never_changes BEFORE UPDATE OR DELETE ON disclosure
  FOR EACH ROW EXECUTE FUNCTION refuse_change_of_disclosure();
CREATE TRIGGER a_note_on_a_report_never_changes BEFORE UPDATE OR DELETE ON disclosure_note
  FOR EACH ROW EXECUTE FUNCTION refuse_change_of_disclosure();
