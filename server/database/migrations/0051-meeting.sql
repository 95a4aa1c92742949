-- Meetings of bureau, streets and organisations; a party is whoever serves exactly an area, or an organisation.
CREATE TABLE meeting (
  id        uuid PRIMARY KEY,
  -- Who called it.
  area_code text COLLATE "C" NOT NULL REFERENCES area (code),
  title     text NOT NULL CHECK (length(title) BETWEEN 1 AND 100),
  starts_at timestamptz NOT NULL,
  place     text NOT NULL CHECK (length(place) BETWEEN 1 AND 100),
  agenda    text[] NOT NULL CHECK (cardinality(agenda) BETWEEN 1 AND 30),
  status    text NOT NULL DEFAULT 'CALLED' CHECK (status IN ('CALLED', 'HELD', 'CANCELLED')),
  notes     text CHECK (length(notes) BETWEEN 1 AND 5000),
  called_by uuid NOT NULL REFERENCES account (id),
  called_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT a_meeting_that_was_held_has_notes CHECK ((status = 'HELD') = (notes IS NOT NULL))
);
CREATE INDEX meeting_by_time ON meeting (starts_at, id);

CREATE TABLE meeting_party (
  id              uuid PRIMARY KEY,
  meeting_id      uuid NOT NULL REFERENCES meeting (id),
  area_code       text COLLATE "C" REFERENCES area (code),
  organisation_id uuid REFERENCES organisation (id),
  CONSTRAINT a_party_is_an_area_or_an_organisation CHECK (num_nonnulls(area_code, organisation_id) = 1),
  CONSTRAINT a_party_is_invited_once UNIQUE NULLS NOT DISTINCT (meeting_id, area_code, organisation_id)
);
CREATE INDEX meeting_party_by_area ON meeting_party (area_code, meeting_id) WHERE area_code IS NOT NULL;
CREATE INDEX meeting_party_by_organisation ON meeting_party (organisation_id, meeting_id) WHERE organisation_id IS NOT NULL;

CREATE TABLE meeting_issue (
  id                    uuid PRIMARY KEY,
  meeting_id            uuid NOT NULL REFERENCES meeting (id),
  title                 text NOT NULL CHECK (length(title) BETWEEN 1 AND 100),
  detail                text NOT NULL CHECK (length(detail) BETWEEN 1 AND 1000),
  owner_area_code       text COLLATE "C" REFERENCES area (code),
  owner_organisation_id uuid REFERENCES organisation (id),
  due_on                date NOT NULL,
  state                 text NOT NULL DEFAULT 'OPEN' CHECK (state IN ('OPEN', 'IN_PROGRESS', 'RESOLVED', 'DROPPED')),
  settled_at            timestamptz,
  raised_by             uuid NOT NULL REFERENCES account (id),
  raised_at             timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT an_issue_has_one_owner CHECK (num_nonnulls(owner_area_code, owner_organisation_id) = 1),
  CONSTRAINT an_issue_is_settled_with_its_time CHECK ((state IN ('RESOLVED', 'DROPPED')) = (settled_at IS NOT NULL))
);
CREATE INDEX meeting_issue_by_meeting ON meeting_issue (meeting_id, id);
CREATE INDEX meeting_issue_open ON meeting_issue (due_on, id) WHERE settled_at IS NULL;

CREATE TABLE issue_follow_up (
  id         uuid PRIMARY KEY,
  issue_id   uuid NOT NULL REFERENCES meeting_issue (id),
  state      text NOT NULL CHECK (state IN ('IN_PROGRESS', 'RESOLVED', 'DROPPED')),
  note       text NOT NULL CHECK (length(note) BETWEEN 1 AND 1000),
  written_by uuid NOT NULL REFERENCES account (id),
  written_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX issue_follow_up_by_issue ON issue_follow_up (issue_id, written_at);
CREATE TRIGGER follow_ups_never_change BEFORE UPDATE OR DELETE ON issue_follow_up
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- Experience from cases, published after somebody other than its writer has read it.
CREATE TABLE case_experience (
  id            uuid PRIMARY KEY,
  area_code     text COLLATE "C" NOT NULL REFERENCES area (code),
  -- Whose case it is from: for the check that nothing gives the household away; never shown.
  household_id  uuid REFERENCES household (id),
  title         text NOT NULL CHECK (length(title) BETWEEN 1 AND 100),
  body          text NOT NULL CHECK (length(body) BETWEEN 1 AND 5000),
  status        text NOT NULL DEFAULT 'SUBMITTED' CHECK (status IN ('SUBMITTED', 'RETURNED', 'PUBLISHED', 'WITHDRAWN')),
  return_reason text CHECK (length(return_reason) BETWEEN 1 AND 200),
  written_by    uuid NOT NULL REFERENCES account (id),
  written_at    timestamptz NOT NULL DEFAULT now(),
  decided_by    uuid REFERENCES account (id),
  published_at  timestamptz,
  CONSTRAINT nobody_publishes_what_it_wrote CHECK (decided_by <> written_by),
  CONSTRAINT what_is_public_was_approved CHECK ((status IN ('PUBLISHED', 'WITHDRAWN')) = (published_at IS NOT NULL) AND
    (status = 'SUBMITTED' OR decided_by IS NOT NULL))
);
CREATE INDEX case_experience_published ON case_experience (published_at, id) WHERE status = 'PUBLISHED';
CREATE INDEX case_experience_by_area ON case_experience (area_code, id);
