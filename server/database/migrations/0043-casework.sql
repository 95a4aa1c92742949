-- One-to-one cases (个案). What is written of a household is sealed with its key; a restricted case is there for its list only.
-- General: seen by those who serve its area. A second restricted case beside one that its opener can not see must stay possible.
CREATE TABLE care_case (
  id                       uuid PRIMARY KEY,
  household_id             uuid NOT NULL REFERENCES household (id),
  area_code                text COLLATE "C" NOT NULL REFERENCES area (code),
  kind                     text NOT NULL CHECK (kind IN ('GENERAL', 'FAMILY_DISPUTE', 'MENTAL_CARE')),
  dispute_kind             text CHECK (dispute_kind IN ('PROPERTY', 'DEBT', 'DOMESTIC_VIOLENCE')),
  status                   text NOT NULL CHECK (status IN ('OPEN', 'ASSESSED', 'IN_SERVICE', 'CLOSED')),
  worker_id                uuid NOT NULL REFERENCES account (id),
  -- Cleared when the household withdraws its consent: its people see the case no more.
  provider_organisation_id uuid REFERENCES organisation (id),
  -- How the household agreed that the provider of a restricted case learns of it; here, since its consents are read by its whole area.
  provider_agreement_method text CHECK (provider_agreement_method IN ('WRITTEN', 'SPOKEN_WITH_WITNESS', 'CONTACT_CARD')),
  agreement_method         text NOT NULL CHECK (agreement_method IN ('WRITTEN', 'SPOKEN_WITH_WITNESS', 'CONTACT_CARD')),
  guardian_given           boolean NOT NULL,
  -- Five parts from 0 to 4: income, health, support, housing, coping.
  resilience_before        smallint[],
  resilience_after         smallint[],
  next_review_on           date,
  closure_reason           text CHECK (closure_reason IN ('GOALS_REACHED', 'DISPUTE_SETTLED', 'REFERRED_ON', 'HOUSEHOLD_WITHDREW',
    'MOVED_AWAY', 'DIED', 'OUT_OF_REACH')),
  dispute_outcome          text CHECK (dispute_outcome IN ('RESOLVED', 'PARTLY_RESOLVED', 'TO_COURT', 'UNRESOLVED')),
  closing_note             bytea,
  opened_by                uuid NOT NULL REFERENCES account (id),
  opened_at                timestamptz NOT NULL DEFAULT now(),
  closed_at                timestamptz,
  CONSTRAINT a_dispute_says_what_it_is_about CHECK ((kind = 'FAMILY_DISPUTE') = (dispute_kind IS NOT NULL)),
  CONSTRAINT a_restricted_provider_is_agreed_to_in_the_case CHECK
    (kind = 'GENERAL' OR provider_organisation_id IS NULL OR provider_agreement_method IS NOT NULL),
  CONSTRAINT a_closed_case_says_why_and_when CHECK
    ((status = 'CLOSED') = (closed_at IS NOT NULL) AND num_nulls(closed_at, closure_reason, closing_note) IN (0, 3)),
  CONSTRAINT a_settled_dispute_has_an_outcome CHECK
    ((dispute_outcome IS NOT NULL) = (closure_reason IS NOT DISTINCT FROM 'DISPUTE_SETTLED') AND (dispute_outcome IS NULL OR kind = 'FAMILY_DISPUTE')),
  CONSTRAINT resilience_has_five_parts_from_0_to_4 CHECK
    ((resilience_before IS NULL OR cardinality(resilience_before) = 5 AND 0 <= ALL (resilience_before) AND 4 >= ALL (resilience_before))
     AND (resilience_after IS NULL OR cardinality(resilience_after) = 5 AND 0 <= ALL (resilience_after) AND 4 >= ALL (resilience_after))),
  CONSTRAINT an_assessed_case_has_a_resilience CHECK (status NOT IN ('ASSESSED', 'IN_SERVICE') OR resilience_before IS NOT NULL),
  CONSTRAINT a_case_in_service_has_a_review_day CHECK ((status = 'IN_SERVICE') = (next_review_on IS NOT NULL))
);
CREATE UNIQUE INDEX a_household_has_one_general_case_at_a_time ON care_case (household_id) WHERE kind = 'GENERAL' AND status <> 'CLOSED';
CREATE INDEX care_case_by_household ON care_case (household_id);
CREATE INDEX care_case_by_area ON care_case (area_code, opened_at, id);

-- The list of a case: who may see it. An opening by the bureau ends by itself.
CREATE TABLE care_access (
  id         uuid PRIMARY KEY,
  case_id    uuid NOT NULL REFERENCES care_case (id),
  account_id uuid NOT NULL REFERENCES account (id),
  ground     text NOT NULL CHECK (ground IN ('WORKER', 'SHARED', 'BREAK_GLASS')),
  reason     text CHECK (length(reason) BETWEEN 10 AND 200),
  granted_by uuid NOT NULL REFERENCES account (id),
  since      timestamptz NOT NULL DEFAULT now(),
  until      timestamptz,
  CONSTRAINT breaking_the_glass_has_a_reason_and_an_end CHECK ((ground = 'BREAK_GLASS') = (reason IS NOT NULL) AND (ground <> 'BREAK_GLASS' OR until IS NOT NULL))
);
CREATE UNIQUE INDEX an_account_is_on_a_list_once ON care_access (case_id, account_id) WHERE ground <> 'BREAK_GLASS' AND until IS NULL;
CREATE INDEX care_access_by_account ON care_access (account_id, case_id);

CREATE TABLE care_assessment (
  id          uuid PRIMARY KEY,
  case_id     uuid NOT NULL REFERENCES care_case (id),
  domains     text[] NOT NULL CHECK (cardinality(domains) BETWEEN 1 AND 7),
  strengths   bytea NOT NULL,
  risks       bytea NOT NULL,
  assessed_by uuid NOT NULL REFERENCES account (id),
  assessed_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX care_assessment_by_case ON care_assessment (case_id, assessed_at);

CREATE TABLE care_goal (
  id       uuid PRIMARY KEY,
  case_id  uuid NOT NULL REFERENCES care_case (id),
  kind     text NOT NULL CHECK (kind IN ('SURVIVAL', 'DEVELOPMENT')),
  sealed   bytea NOT NULL,
  status   text NOT NULL DEFAULT 'OPEN' CHECK (status IN ('OPEN', 'REACHED', 'DROPPED')),
  set_at   timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX care_goal_by_case ON care_goal (case_id, set_at);

CREATE TABLE care_step (
  id       uuid PRIMARY KEY,
  goal_id  uuid NOT NULL REFERENCES care_goal (id),
  case_id  uuid NOT NULL REFERENCES care_case (id),
  sealed   bytea NOT NULL,
  owner_id uuid NOT NULL REFERENCES account (id),
  due_on   date NOT NULL,
  done_on  date
);
CREATE INDEX care_step_by_case ON care_step (case_id, due_on);

CREATE TABLE care_review (
  id          uuid PRIMARY KEY,
  case_id     uuid NOT NULL REFERENCES care_case (id),
  note        bytea NOT NULL,
  resilience  smallint[] NOT NULL CHECK (cardinality(resilience) = 5 AND 0 <= ALL (resilience) AND 4 >= ALL (resilience)),
  reviewed_by uuid NOT NULL REFERENCES account (id),
  reviewed_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX care_review_by_case ON care_review (case_id, reviewed_at);

-- What of the product serves a case; the row itself is of its own room.
CREATE TABLE care_service (
  case_id      uuid NOT NULL REFERENCES care_case (id),
  subject_type text NOT NULL CHECK (length(subject_type) BETWEEN 1 AND 40),
  subject_id   uuid NOT NULL,
  linked_by    uuid NOT NULL REFERENCES account (id),
  linked_at    timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (case_id, subject_type, subject_id)
);

-- Households under long-term watch (长期重点关注).
CREATE TABLE household_watch (
  id             uuid PRIMARY KEY,
  household_id   uuid NOT NULL REFERENCES household (id),
  area_code      text COLLATE "C" NOT NULL REFERENCES area (code),
  reason         bytea NOT NULL,
  interval_days  integer NOT NULL CHECK (interval_days BETWEEN 7 AND 180),
  next_review_on date,
  started_by     uuid NOT NULL REFERENCES account (id),
  started_at     timestamptz NOT NULL DEFAULT now(),
  ended_at       timestamptz,
  CONSTRAINT a_watch_has_a_review_day_until_it_ends CHECK ((ended_at IS NULL) = (next_review_on IS NOT NULL))
);
CREATE UNIQUE INDEX a_household_is_watched_once_at_a_time ON household_watch (household_id) WHERE ended_at IS NULL;
CREATE INDEX household_watch_by_area ON household_watch (area_code, next_review_on, id);

CREATE TABLE household_watch_review (
  id          uuid PRIMARY KEY,
  watch_id    uuid NOT NULL REFERENCES household_watch (id),
  outcome     text NOT NULL CHECK (outcome IN ('CONTINUE', 'END')),
  note        bytea NOT NULL,
  reviewed_by uuid NOT NULL REFERENCES account (id),
  reviewed_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX household_watch_review_by_watch ON household_watch_review (watch_id, reviewed_at);

-- Appeals to the public (公共媒体发布线索): only by consent to that purpose, let through by a second person, gone with the consent.
ALTER TABLE consent DROP CONSTRAINT consent_purpose_check,
  ADD CONSTRAINT consent_purpose_check CHECK (purpose IN ('REFERRAL', 'SERVICE_DELIVERY', 'MEANS_CHECK', 'MEDIA_APPEAL'));
CREATE TABLE media_appeal (
  id              uuid PRIMARY KEY,
  case_id         uuid NOT NULL REFERENCES care_case (id),
  organisation_id uuid NOT NULL REFERENCES organisation (id),
  status          text NOT NULL CHECK (status IN ('DRAFT', 'PUBLISHED', 'WITHDRAWN')),
  text            text CHECK (length(text) BETWEEN 10 AND 1000),
  -- The end of the consent: from then on it is shown no more, whether or not anybody took it back.
  until           timestamptz NOT NULL,
  drafted_by      uuid NOT NULL REFERENCES account (id),
  drafted_at      timestamptz NOT NULL DEFAULT now(),
  published_by    uuid REFERENCES account (id),
  published_at    timestamptz,
  CONSTRAINT an_appeal_is_published_by_another_person CHECK (published_by <> drafted_by),
  CONSTRAINT a_published_appeal_has_its_author_and_time CHECK (num_nulls(published_by, published_at) IN (0, 2) AND (status <> 'PUBLISHED' OR published_at IS NOT NULL)),
  CONSTRAINT the_words_are_gone_once_it_is_withdrawn CHECK ((status = 'WITHDRAWN') = (text IS NULL))
);
CREATE INDEX media_appeal_by_case ON media_appeal (case_id);
CREATE INDEX media_appeal_published ON media_appeal (published_at, id) WHERE status = 'PUBLISHED';
