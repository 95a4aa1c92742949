-- Work and learning (就业): posts with what they demand, people who seek, and what became of it; courses with places.
CREATE TABLE job_post (
  id              uuid PRIMARY KEY,
  kind            text NOT NULL CHECK (kind IN ('JOB_LEAD', 'PUBLIC_WELFARE_POST')),
  -- Null: found or set up by those who serve the area.
  organisation_id uuid REFERENCES organisation (id),
  title           text NOT NULL CHECK (length(title) BETWEEN 2 AND 60),
  area_codes      text[] NOT NULL CHECK (cardinality(area_codes) BETWEEN 1 AND 20),
  situations      text[] NOT NULL,
  age_from        smallint NOT NULL,
  age_to          smallint NOT NULL,
  education       text NOT NULL CHECK (education IN ('CANNOT_READ', 'PRIMARY', 'MIDDLE_SCHOOL', 'HIGHER')),
  abilities       text[] NOT NULL,
  skills          text[] NOT NULL,
  monthly_fen     bigint NOT NULL CHECK (monthly_fen BETWEEN 1 AND 100000000),
  places          integer NOT NULL,
  places_taken    integer NOT NULL DEFAULT 0,
  closes_on       date NOT NULL,
  closed_at       timestamptz,
  published_by    uuid NOT NULL REFERENCES account (id),
  published_at    timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT nobody_under_sixteen_is_employed CHECK (16 <= age_from AND age_from <= age_to AND age_to <= 100),
  CONSTRAINT a_post_never_employs_more_than_its_places CHECK (places BETWEEN 1 AND 500 AND places_taken BETWEEN 0 AND places)
);
CREATE INDEX job_post_open ON job_post (published_at, id) WHERE closed_at IS NULL;

CREATE TABLE job_seeker (
  id            uuid PRIMARY KEY,
  household_id  uuid NOT NULL REFERENCES household (id),
  member_id     uuid NOT NULL REFERENCES household_member (id),
  area_code     text COLLATE "C" NOT NULL REFERENCES area (code),
  education     text NOT NULL CHECK (education IN ('CANNOT_READ', 'PRIMARY', 'MIDDLE_SCHOOL', 'HIGHER')),
  abilities     text[] NOT NULL,
  skills        text[] NOT NULL,
  birth_year    bytea NOT NULL,
  registered_by uuid NOT NULL REFERENCES account (id),
  registered_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT a_person_seeks_once UNIQUE (member_id)
);
CREATE INDEX job_seeker_by_household ON job_seeker (household_id);

CREATE TABLE job_placement (
  id             uuid PRIMARY KEY,
  post_id        uuid NOT NULL REFERENCES job_post (id),
  seeker_id      uuid NOT NULL REFERENCES job_seeker (id),
  household_id   uuid NOT NULL REFERENCES household (id),
  area_code      text COLLATE "C" NOT NULL REFERENCES area (code),
  status         text NOT NULL CHECK (status IN ('REFERRED', 'INTERVIEWED', 'HIRED', 'KEPT_3_MONTHS', 'KEPT_6_MONTHS', 'ENDED')),
  score          integer NOT NULL CHECK (score BETWEEN 0 AND 10000),
  referred_by    uuid NOT NULL REFERENCES account (id),
  referred_at    timestamptz NOT NULL DEFAULT now(),
  interviewed_on date,
  hired_on       date,
  kept_3_on      date,
  kept_6_on      date,
  ended_on       date,
  end_reason     text CHECK (end_reason IN ('NOT_HIRED', 'DECLINED', 'LEFT', 'DISMISSED', 'CONTRACT_OVER')),
  CONSTRAINT whoever_was_hired_has_a_day_of_it CHECK (status NOT IN ('HIRED', 'KEPT_3_MONTHS', 'KEPT_6_MONTHS') OR hired_on IS NOT NULL),
  CONSTRAINT what_was_kept_was_begun CHECK ((kept_3_on IS NULL OR hired_on < kept_3_on) AND (kept_6_on IS NULL OR kept_3_on < kept_6_on)),
  CONSTRAINT an_ended_placement_says_why_and_when CHECK ((status = 'ENDED') = (ended_on IS NOT NULL) AND num_nulls(ended_on, end_reason) IN (0, 2))
);
CREATE UNIQUE INDEX a_person_is_at_a_post_once_at_a_time ON job_placement (post_id, seeker_id) WHERE status <> 'ENDED';
CREATE UNIQUE INDEX a_person_is_employed_at_one_post ON job_placement (seeker_id) WHERE status IN ('HIRED', 'KEPT_3_MONTHS', 'KEPT_6_MONTHS');

CREATE TABLE course (
  id              uuid PRIMARY KEY,
  organisation_id uuid REFERENCES organisation (id),
  title           text NOT NULL CHECK (length(title) BETWEEN 2 AND 60),
  area_code       text COLLATE "C" NOT NULL REFERENCES area (code),
  venue           text NOT NULL CHECK (length(venue) BETWEEN 2 AND 100),
  situations      text[] NOT NULL,
  places          integer NOT NULL,
  places_taken    integer NOT NULL DEFAULT 0,
  sessions        smallint NOT NULL CHECK (sessions BETWEEN 1 AND 60),
  starts_on       date NOT NULL,
  ends_on         date NOT NULL,
  completed_at    timestamptz,
  announced_by    uuid NOT NULL REFERENCES account (id),
  announced_at    timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT a_course_ends_after_it_begins CHECK (ends_on >= starts_on),
  CONSTRAINT a_course_never_seats_more_than_its_places CHECK (places BETWEEN 1 AND 500 AND places_taken BETWEEN 0 AND places)
);
CREATE INDEX course_by_start ON course (starts_on, id);

CREATE TABLE course_enrolment (
  id             uuid PRIMARY KEY,
  course_id      uuid NOT NULL REFERENCES course (id),
  household_id   uuid NOT NULL REFERENCES household (id),
  member_id      uuid NOT NULL REFERENCES household_member (id),
  area_code      text COLLATE "C" NOT NULL REFERENCES area (code),
  status         text NOT NULL CHECK (status IN ('ENROLLED', 'WAITING', 'WITHDRAWN', 'CERTIFIED', 'NOT_CERTIFIED')),
  -- The order of the waiting list: by the clock of the moment, since all of one transaction have one now().
  queued_at      timestamptz NOT NULL DEFAULT clock_timestamp(),
  enrolled_by    uuid NOT NULL REFERENCES account (id),
  certificate    text,
  CONSTRAINT a_certificate_has_a_number_of_its_own UNIQUE (certificate),
  CONSTRAINT whoever_is_certified_has_a_number CHECK ((status = 'CERTIFIED') = (certificate IS NOT NULL))
);
CREATE UNIQUE INDEX a_person_is_in_a_course_once ON course_enrolment (course_id, member_id) WHERE status <> 'WITHDRAWN';
CREATE INDEX course_enrolment_queue ON course_enrolment (course_id, queued_at, id);
CREATE INDEX course_enrolment_by_household ON course_enrolment (household_id);

CREATE TABLE course_attendance (
  enrolment_id uuid NOT NULL REFERENCES course_enrolment (id),
  session      smallint NOT NULL CHECK (session BETWEEN 1 AND 60),
  recorded_by  uuid NOT NULL REFERENCES account (id),
  recorded_at  timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (enrolment_id, session)
);
