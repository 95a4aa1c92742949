-- Persons whom a trigger tells of and who are in no registered household yet. Who they are is sealed with a key of their own, which is
-- destroyed when the visit has settled the matter.
CREATE TABLE found_person (
  id           uuid PRIMARY KEY,
  -- Blind index of the resident number; gone with the key.
  person_index bytea CHECK (octet_length(person_index) = 16),
  data_key     bytea,
  details      bytea,
  area_code    text COLLATE "C" NOT NULL REFERENCES area (code),
  outcome      text CHECK (outcome IN ('REGISTERED', 'REFUSED', 'MOVED_AWAY', 'NOT_FOUND')),
  household_id uuid REFERENCES household (id),
  settled_at   timestamptz,
  found_at     timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT a_found_person_is_known_until_it_is_settled CHECK ((settled_at IS NULL) = (person_index IS NOT NULL)
    AND (settled_at IS NULL) = (data_key IS NOT NULL) AND (settled_at IS NULL) = (details IS NOT NULL)
    AND (settled_at IS NULL) = (outcome IS NULL)),
  CONSTRAINT who_was_registered_has_a_household CHECK ((household_id IS NOT NULL) = (outcome IS NOT DISTINCT FROM 'REGISTERED'))
);
CREATE UNIQUE INDEX a_person_is_found_once ON found_person (person_index) WHERE person_index IS NOT NULL;

-- A record of a visit at home. What was found is sealed with the key of the household.
CREATE TABLE visit (
  id              uuid PRIMARY KEY,
  household_id    uuid REFERENCES household (id),
  found_person_id uuid REFERENCES found_person (id),
  area_code       text COLLATE "C" NOT NULL REFERENCES area (code),
  visited_at      timestamptz NOT NULL,
  visited_by      uuid NOT NULL REFERENCES account (id),
  result          text NOT NULL CHECK (result IN ('COMPLETED', 'NOT_AT_HOME', 'REFUSED', 'MOVED_AWAY', 'NOT_FOUND')),
  root_causes     text[] NOT NULL DEFAULT '{}',
  barriers        text[] NOT NULL DEFAULT '{}',
  next_step       text NOT NULL CHECK (next_step IN ('NONE', 'VISIT_AGAIN', 'REGISTER_NEED', 'APPLY_FOR_POLICY', 'OPEN_CASE')),
  findings        bytea,
  recorded_at     timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT a_visit_is_to_a_household_or_to_a_found_person CHECK (num_nonnulls(household_id, found_person_id) = 1),
  CONSTRAINT a_visit_finds_one_of_the_three_barriers CHECK (barriers <@ ARRAY['UNAWARE', 'UNABLE_TO_APPLY', 'AFRAID']),
  CONSTRAINT a_visit_names_known_root_causes CHECK (root_causes <@ ARRAY['ILLNESS', 'DISABILITY', 'COST_OF_EDUCATION', 'DISASTER',
    'ACCIDENT', 'LOSS_OF_PROVIDER', 'LACK_OF_LABOUR', 'LACK_OF_SKILL', 'UNEMPLOYMENT', 'DEBT', 'FAMILY_CONFLICT', 'OTHER']),
  CONSTRAINT only_a_completed_visit_finds_something CHECK
    (result = 'COMPLETED' OR (root_causes = '{}' AND barriers = '{}' AND findings IS NULL))
);
CREATE INDEX visit_by_household ON visit (household_id, visited_at DESC, id DESC);
CREATE INDEX visit_by_area ON visit (area_code, visited_at DESC, id DESC);

CREATE TABLE visit_need (
  visit_id uuid NOT NULL REFERENCES visit (id),
  need_id  uuid NOT NULL REFERENCES need (id),
  PRIMARY KEY (visit_id, need_id),
  CONSTRAINT a_need_is_found_by_one_visit UNIQUE (need_id)
);

-- One of the five triggers of a person or household, and the visit that it obliges to.
CREATE TABLE visit_obligation (
  id              uuid PRIMARY KEY,
  trigger_kind    text NOT NULL CHECK (trigger_kind IN
    ('HOSPITALISATION', 'DEATH', 'SUDDEN_MISFORTUNE', 'SPECIAL_ASSISTANCE_RECIPIENT', 'DISASTER')),
  occurred_on     date NOT NULL,
  channel         text NOT NULL CHECK (channel IN ('AREA_STAFF', 'DEPARTMENT', 'FILE')),
  -- The department that told of it, and the number that it gave to its report.
  department_id   uuid REFERENCES organisation (id),
  reference       text CHECK (length(reference) BETWEEN 1 AND 64),
  import_id       uuid,
  -- Blind index of the resident number of the person; none where a household was named.
  person_index    bytea CHECK (octet_length(person_index) = 16),
  household_id    uuid REFERENCES household (id),
  found_person_id uuid REFERENCES found_person (id),
  area_code       text COLLATE "C" NOT NULL REFERENCES area (code),
  reported_by     uuid NOT NULL REFERENCES account (id),
  -- The day on which the platform was told: the clock runs from it. Asia/Shanghai.
  reported_on     date NOT NULL,
  due_on          date NOT NULL,
  adviser_id      uuid REFERENCES account (id),
  assigned_at     timestamptz,
  due_soon_at     timestamptz,
  escalated_at    timestamptz,
  done_at         timestamptz,
  visit_id        uuid REFERENCES visit (id),
  created_at      timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT a_trigger_is_of_somebody CHECK (num_nonnulls(household_id, found_person_id) >= 1),
  CONSTRAINT a_trigger_is_told_after_it_occurred CHECK (occurred_on <= reported_on AND reported_on <= due_on),
  CONSTRAINT a_done_obligation_has_its_visit CHECK (num_nulls(done_at, visit_id) IN (0, 2))
);
CREATE UNIQUE INDEX a_trigger_of_a_person_is_taken_once_a_day ON visit_obligation (person_index, trigger_kind, occurred_on)
  WHERE person_index IS NOT NULL;
CREATE UNIQUE INDEX a_trigger_of_a_household_is_taken_once_a_day ON visit_obligation (household_id, trigger_kind, occurred_on)
  WHERE person_index IS NULL;
CREATE INDEX visit_obligation_by_area ON visit_obligation (area_code, due_on, id);
CREATE INDEX visit_obligation_open_of_adviser ON visit_obligation (adviser_id, due_on, id) WHERE done_at IS NULL;
CREATE INDEX visit_obligation_open_by_day ON visit_obligation (due_on, id) WHERE done_at IS NULL;
CREATE INDEX visit_obligation_by_household ON visit_obligation (household_id);
CREATE INDEX visit_obligation_by_found_person ON visit_obligation (found_person_id) WHERE found_person_id IS NOT NULL;
