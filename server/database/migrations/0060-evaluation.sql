-- Annual comprehensive evaluation: schemes as data, results that never change, appeals that are decided by another person.
CREATE TABLE evaluation_scheme (
  id           uuid PRIMARY KEY,
  subject_kind text NOT NULL CHECK (subject_kind IN ('STREET', 'COMMUNITY', 'ORGANISATION', 'ADVISER')),
  version      integer NOT NULL CHECK (version >= 1),
  title        text NOT NULL CHECK (length(title) BETWEEN 1 AND 120),
  area_code    text COLLATE "C" NOT NULL REFERENCES area (code),
  -- [{"measure", "per", "weight", "points": [{"at", "score"}, ...], "missingScore"}, ...]; weights sum to 100.
  lines        jsonb NOT NULL CHECK (jsonb_typeof(lines) = 'array'),
  proposed_by  uuid NOT NULL REFERENCES account (id),
  proposed_at  timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT a_scheme_has_a_version_of_its_own UNIQUE (area_code, subject_kind, version)
);
CREATE TRIGGER schemes_never_change BEFORE UPDATE OR DELETE ON evaluation_scheme FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TABLE evaluation (
  id           uuid PRIMARY KEY,
  scheme_id    uuid NOT NULL REFERENCES evaluation_scheme (id),
  year         integer NOT NULL CHECK (year BETWEEN 2000 AND 2199),
  status       text NOT NULL CHECK (status IN ('COMPUTED', 'PUBLISHED')),
  -- SHA-256 over the results as they were computed.
  hash         bytea NOT NULL CHECK (length(hash) = 32),
  computed_by  uuid NOT NULL REFERENCES account (id),
  computed_at  timestamptz NOT NULL DEFAULT now(),
  published_by uuid REFERENCES account (id),
  published_at timestamptz,
  appeal_until date,
  CONSTRAINT what_is_published_has_its_author_time_and_appeal CHECK
    (num_nulls(published_by, published_at, appeal_until) = CASE status WHEN 'PUBLISHED' THEN 0 ELSE 3 END),
  CONSTRAINT an_evaluation_is_published_by_another_person CHECK (published_by <> computed_by)
);
CREATE UNIQUE INDEX a_scheme_is_published_once_a_year ON evaluation (scheme_id, year) WHERE status = 'PUBLISHED';

CREATE FUNCTION refuse_other_than_publishing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.status <> 'COMPUTED' OR NEW.status <> 'PUBLISHED' OR
     (to_jsonb(NEW) - ARRAY['status', 'published_by', 'published_at', 'appeal_until']) IS DISTINCT FROM
     (to_jsonb(OLD) - ARRAY['status', 'published_by', 'published_at', 'appeal_until']) THEN
    RAISE EXCEPTION 'an evaluation is published, never changed' USING ERRCODE = '23514', CONSTRAINT = 'an_evaluation_is_published_never_changed';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER an_evaluation_is_published_never_changed BEFORE UPDATE ON evaluation FOR EACH ROW EXECUTE FUNCTION refuse_other_than_publishing();
CREATE TRIGGER evaluations_are_never_removed BEFORE DELETE ON evaluation FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TABLE evaluation_result (
  id            uuid PRIMARY KEY,
  evaluation_id uuid NOT NULL REFERENCES evaluation (id),
  -- An area code, or the id of the organisation or account that is evaluated.
  subject_key   text NOT NULL,
  subject_name  text NOT NULL,
  version       integer NOT NULL CHECK (version >= 1),
  -- Hundredths of a point: 10000 is the most.
  total         integer NOT NULL CHECK (total BETWEEN 0 AND 10000),
  -- [{"value", "perValue", "score", "weight", "points", "corrected"}, ...] in the order of the scheme.
  lines         jsonb NOT NULL CHECK (jsonb_typeof(lines) = 'array'),
  hash          bytea NOT NULL CHECK (length(hash) = 32),
  made_at       timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT a_subject_has_one_result_of_a_version UNIQUE (evaluation_id, subject_key, version)
);
CREATE TRIGGER results_never_change BEFORE UPDATE OR DELETE ON evaluation_result FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TABLE evaluation_appeal (
  id          uuid PRIMARY KEY,
  result_id   uuid NOT NULL REFERENCES evaluation_result (id),
  reason      text NOT NULL CHECK (length(reason) BETWEEN 1 AND 1000),
  status      text NOT NULL CHECK (status IN ('OPEN', 'UPHELD', 'REJECTED')),
  appealed_by uuid NOT NULL REFERENCES account (id),
  appealed_at timestamptz NOT NULL DEFAULT now(),
  decision    text CHECK (length(decision) BETWEEN 1 AND 1000),
  decided_by  uuid REFERENCES account (id),
  decided_at  timestamptz,
  CONSTRAINT a_result_is_appealed_once UNIQUE (result_id),
  CONSTRAINT a_decided_appeal_has_its_author_time_and_reason CHECK
    (num_nulls(decision, decided_by, decided_at) = CASE status WHEN 'OPEN' THEN 3 ELSE 0 END),
  CONSTRAINT nobody_decides_an_appeal_of_its_own CHECK (decided_by <> appealed_by)
);
