-- The linkage (六社联动): parties by kind, and what they do together, from the plan to its account.
CREATE TABLE linkage_party (
  id              uuid PRIMARY KEY,
  kind            text NOT NULL CHECK (kind IN ('COMMUNITY', 'SOCIAL_ORGANISATION', 'SOCIAL_WORKERS', 'VOLUNTEERS', 'CHARITY_RESOURCES', 'OTHER_LOCAL')),
  -- What the sixth is called here.
  local_kind      text CHECK (length(local_kind) BETWEEN 1 AND 20),
  name            text NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
  area_code       text COLLATE "C" NOT NULL REFERENCES area (code),
  organisation_id uuid REFERENCES organisation (id),
  registered_by   uuid NOT NULL REFERENCES account (id),
  registered_at   timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT only_the_sixth_party_is_named_locally CHECK ((kind = 'OTHER_LOCAL') = (local_kind IS NOT NULL)),
  CONSTRAINT a_party_has_its_name_once_in_an_area UNIQUE (area_code, kind, name)
);

CREATE TABLE activity (
  id             uuid PRIMARY KEY,
  kind           text NOT NULL CHECK (kind IN ('CULTURE_FESTIVAL', 'DONATION_POINT', 'CONVENIENCE_FAIR', 'OTHER')),
  functions      text[] NOT NULL,
  title          text NOT NULL CHECK (length(title) BETWEEN 1 AND 80),
  place_kind     text NOT NULL CHECK (place_kind IN ('CITIZEN_STATION', 'COMMUNITY_CENTRE', 'SERVICE_POINT', 'PUBLIC_SQUARE', 'SCHOOL', 'OTHER')),
  place_name     text NOT NULL CHECK (length(place_name) BETWEEN 1 AND 80),
  area_code      text COLLATE "C" NOT NULL REFERENCES area (code),
  starts_on      date NOT NULL,
  ends_on        date NOT NULL,
  status         text NOT NULL DEFAULT 'PLANNED' CHECK (status IN ('PLANNED', 'HELD', 'ACCOUNTED', 'CANCELLED')),
  planned_by     uuid NOT NULL REFERENCES account (id),
  planned_at     timestamptz NOT NULL DEFAULT now(),
  held_by        uuid REFERENCES account (id),
  held_at        timestamptz,
  people_reached integer CHECK (people_reached BETWEEN 0 AND 1000000),
  summary        text CHECK (length(summary) BETWEEN 1 AND 2000),
  accounted_by   uuid REFERENCES account (id),
  accounted_at   timestamptz,
  cancelled_at   timestamptz,
  CONSTRAINT an_activity_has_at_least_one_of_the_four_functions CHECK (cardinality(functions) > 0 AND
    functions <@ ARRAY['RAISE_MONEY_AND_GOODS', 'CHARITY_SALE', 'LEGAL_AND_MEDICAL_AID', 'RELIEF']),
  CONSTRAINT an_activity_ends_no_earlier_than_it_begins CHECK (ends_on BETWEEN starts_on AND starts_on + 366),
  CONSTRAINT an_activity_held_has_its_results CHECK ((status IN ('HELD', 'ACCOUNTED')) = (held_at IS NOT NULL)
    AND num_nulls(held_at, held_by, people_reached, summary) IN (0, 4)),
  CONSTRAINT another_person_accounts_for_an_activity CHECK ((status = 'ACCOUNTED') = (accounted_at IS NOT NULL)
    AND num_nulls(accounted_at, accounted_by) IN (0, 2) AND (accounted_by IS NULL OR accounted_by <> held_by)),
  CONSTRAINT only_a_cancelled_activity_has_a_time_of_it CHECK ((status = 'CANCELLED') = (cancelled_at IS NOT NULL))
);
CREATE INDEX activity_by_day ON activity (starts_on, id);
CREATE INDEX activity_by_area ON activity (area_code, starts_on, id);

CREATE TABLE activity_party (
  activity_id uuid NOT NULL REFERENCES activity (id),
  party_id    uuid NOT NULL REFERENCES linkage_party (id),
  organises   boolean NOT NULL,
  PRIMARY KEY (activity_id, party_id)
);

-- What was given at it: the donation says what, and it came from one activity.
CREATE TABLE activity_donation (
  donation_id uuid PRIMARY KEY REFERENCES donation (id),
  activity_id uuid NOT NULL REFERENCES activity (id),
  linked_by   uuid NOT NULL REFERENCES account (id),
  linked_at   timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX activity_donation_by_activity ON activity_donation (activity_id);

-- Needs that were found at it.
CREATE TABLE activity_need (
  need_id     uuid PRIMARY KEY REFERENCES need (id),
  activity_id uuid NOT NULL REFERENCES activity (id),
  linked_by   uuid NOT NULL REFERENCES account (id),
  linked_at   timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX activity_need_by_activity ON activity_need (activity_id);
