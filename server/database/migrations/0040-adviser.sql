-- The corps of relief advisers: where they are met, their teams, their appointments and who of them is a backbone of an area.
CREATE TABLE service_point (
  id            uuid PRIMARY KEY,
  area_code     text COLLATE "C" NOT NULL REFERENCES area (code),
  name          text NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
  address       text NOT NULL CHECK (length(address) BETWEEN 1 AND 200),
  telephone     text CHECK (telephone ~ '^[0-9-]{5,20}$'),
  -- [{"weekday": 1, "opensAt": "09:00", "closesAt": "17:30"}, ...] by day and time.
  opening_hours jsonb NOT NULL CHECK (jsonb_typeof(opening_hours) = 'array'),
  opened_by     uuid NOT NULL REFERENCES account (id),
  opened_at     timestamptz NOT NULL DEFAULT now(),
  closed_at     timestamptz
);
CREATE INDEX service_point_by_area ON service_point (area_code, id);

CREATE TABLE adviser_team (
  id           uuid PRIMARY KEY,
  area_code    text COLLATE "C" NOT NULL REFERENCES area (code),
  name         text NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
  formed_by    uuid NOT NULL REFERENCES account (id),
  formed_at    timestamptz NOT NULL DEFAULT now(),
  dissolved_at timestamptz
);
CREATE INDEX adviser_team_by_area ON adviser_team (area_code, id);

-- One appointment of one account. Which areas an adviser serves the roles granted to the account say, and nothing here.
CREATE TABLE adviser (
  id                 uuid PRIMARY KEY,
  account_id         uuid NOT NULL REFERENCES account (id),
  -- The street at which it is registered: who serves it manages the appointment.
  area_code          text COLLATE "C" NOT NULL REFERENCES area (code),
  kind               text NOT NULL CHECK (kind IN ('PARTY_CADRE', 'SOCIAL_WORKER', 'VOLUNTEER', 'YOUNGER_ELDER')),
  competences        text[] NOT NULL DEFAULT '{}',
  team_id            uuid REFERENCES adviser_team (id),
  appointed_on       date NOT NULL,
  appointment_reason text NOT NULL CHECK (length(appointment_reason) BETWEEN 1 AND 200),
  ended_on           date,
  end_reason         text CHECK (end_reason IN ('TERM_OVER', 'RESIGNED', 'MOVED', 'UNFIT', 'ACCOUNT_DISABLED', 'OTHER')),
  registered_by      uuid NOT NULL REFERENCES account (id),
  registered_at      timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT an_appointment_ends_with_a_reason CHECK (num_nulls(ended_on, end_reason) IN (0, 2)),
  CONSTRAINT an_appointment_does_not_end_before_it_begins CHECK (ended_on >= appointed_on),
  CONSTRAINT nobody_registers_an_appointment_of_its_own CHECK (registered_by <> account_id)
);
CREATE UNIQUE INDEX an_account_has_one_standing_appointment ON adviser (account_id) WHERE ended_on IS NULL;
CREATE INDEX adviser_by_area ON adviser (area_code, id);
CREATE INDEX adviser_by_team ON adviser (team_id) WHERE ended_on IS NULL;

-- A post as backbone of one street or community; it counts while the appointment stands and a role of the account covers the area.
CREATE TABLE backbone (
  id            uuid PRIMARY KEY,
  adviser_id    uuid NOT NULL REFERENCES adviser (id),
  area_code     text COLLATE "C" NOT NULL REFERENCES area (code),
  since_on      date NOT NULL,
  until_on      date,
  reason        text NOT NULL CHECK (length(reason) BETWEEN 1 AND 200),
  designated_by uuid NOT NULL REFERENCES account (id),
  designated_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT a_post_does_not_end_before_it_begins CHECK (until_on >= since_on)
);
CREATE UNIQUE INDEX an_adviser_is_backbone_of_an_area_once ON backbone (adviser_id, area_code) WHERE until_on IS NULL;
CREATE INDEX backbone_by_area ON backbone (area_code);
