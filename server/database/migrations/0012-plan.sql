-- The plan of all open needs, kept by one planner at a time. Nothing here refers to needs or offerings by foreign key: a
-- publication must never hold a row that a claim waits for, and a line that is behind is corrected by the next one.

-- One row: the term is raised by each election; every transaction of a planner holds it shared, so that a planner that
-- lost its lock without noticing can neither publish nor offer.
CREATE TABLE planner_term (
  single   boolean PRIMARY KEY DEFAULT true CHECK (single),
  term     bigint NOT NULL DEFAULT 0,
  since    timestamptz NOT NULL DEFAULT now(),
  -- Of the solve under way, in ten-thousandths; null when none is.
  progress integer,
  CONSTRAINT progress_is_a_part_of_the_whole CHECK (progress BETWEEN 0 AND 10000)
);
INSERT INTO planner_term DEFAULT VALUES;

-- One row per publication kept. Objective and bound are in the planner's worth, scores are those of the ruleset.
CREATE TABLE plan (
  version              bigint PRIMARY KEY,
  term                 bigint NOT NULL,
  computed_at          timestamptz NOT NULL DEFAULT now(),
  checked_at           timestamptz NOT NULL DEFAULT now(),
  ruleset_version      text NOT NULL,
  objective            bigint NOT NULL,
  bound                bigint NOT NULL,
  optimal              boolean NOT NULL,
  needs_open           integer NOT NULL,
  needs_planned        integer NOT NULL,
  score                bigint NOT NULL,
  first_come_objective bigint NOT NULL,
  first_come_planned   integer NOT NULL,
  first_come_score     bigint NOT NULL,
  CONSTRAINT an_optimal_plan_meets_its_bound CHECK (optimal = (objective = bound)),
  CONSTRAINT no_more_is_planned_than_is_open CHECK (needs_planned BETWEEN 0 AND needs_open AND first_come_planned BETWEEN 0 AND needs_open),
  CONSTRAINT an_optimal_plan_is_not_worth_less_than_first_come CHECK (NOT optimal OR first_come_objective <= objective)
);

-- The newest plan, one line per open need; a publication writes only the lines that changed.
CREATE TABLE plan_line (
  need_id                    uuid PRIMARY KEY,
  -- The publication that wrote the line last.
  version                    bigint NOT NULL,
  service_kind               text NOT NULL,
  area_code                  text COLLATE "C" NOT NULL,
  urgency                    text NOT NULL,
  organisation_id            uuid,
  offering_id                uuid,
  score                      integer,
  first_come_organisation_id uuid,
  first_come_score           integer,
  CONSTRAINT a_plan_never_tells_the_grid CHECK (length(area_code) <= 12),
  CONSTRAINT a_planned_line_names_organisation_offering_and_score CHECK
    ((organisation_id IS NULL) = (offering_id IS NULL) AND (organisation_id IS NULL) = (score IS NULL)),
  CONSTRAINT a_first_come_line_names_organisation_and_score CHECK ((first_come_organisation_id IS NULL) = (first_come_score IS NULL))
);
CREATE INDEX plan_line_by_area ON plan_line (area_code, need_id);

-- Where capacity is missing: what one more place of a kind of service is worth in a street.
CREATE TABLE plan_price (
  service_kind  text NOT NULL,
  area_code     text COLLATE "C" NOT NULL,
  open_needs    integer NOT NULL,
  planned       integer NOT NULL,
  without_place integer NOT NULL,
  without_match integer NOT NULL,
  price         integer NOT NULL,
  PRIMARY KEY (service_kind, area_code),
  CONSTRAINT a_price_is_of_a_street CHECK (length(area_code) <= 9),
  CONSTRAINT open_needs_are_planned_or_without_place CHECK (open_needs = planned + without_place),
  CONSTRAINT who_has_no_match_has_no_place CHECK (without_match BETWEEN 0 AND without_place)
);

-- What a person of the federation accepted of a plan, and what became of each line: a retry answers as the first time.
CREATE TABLE plan_acceptance (
  id          uuid PRIMARY KEY,
  version     bigint NOT NULL,
  accepted_by uuid NOT NULL REFERENCES account (id),
  accepted_at timestamptz NOT NULL DEFAULT now(),
  outcomes    jsonb NOT NULL
);
