-- The yearly training of advisers: the plan of a year is its trainings; a record says of everybody who was expected whether they came.
CREATE TABLE training (
  id         uuid PRIMARY KEY,
  area_code  text COLLATE "C" NOT NULL REFERENCES area (code),
  subject    text NOT NULL CHECK (subject IN ('SERVICE_SKILLS', 'SOCIAL_INTERACTION', 'COMMUNICATION')),
  title      text NOT NULL CHECK (length(title) BETWEEN 1 AND 100),
  held_on    date NOT NULL,
  place      text NOT NULL CHECK (length(place) BETWEEN 1 AND 100),
  minutes    integer NOT NULL CHECK (minutes BETWEEN 1 AND 1440),
  status     text NOT NULL DEFAULT 'PLANNED' CHECK (status IN ('PLANNED', 'HELD', 'CANCELLED')),
  planned_by uuid NOT NULL REFERENCES account (id),
  planned_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX training_by_area ON training (area_code, held_on, id);

CREATE TABLE training_attendance (
  training_id uuid NOT NULL REFERENCES training (id),
  adviser_id  uuid NOT NULL REFERENCES adviser (id),
  outcome     text NOT NULL CHECK (outcome IN ('ATTENDED', 'EXCUSED', 'ABSENT')),
  PRIMARY KEY (training_id, adviser_id)
);
CREATE INDEX training_attendance_by_adviser ON training_attendance (adviser_id);

-- The points of an adviser are a holding of the ledger: earned from SOURCE into RECEIVED, given back for a reward into RETURNED,
-- taken away into LOST. So they are never fewer than nothing, whoever writes.
ALTER TABLE ledger_holding DROP CONSTRAINT ledger_holding_kind_check;
ALTER TABLE ledger_holding ADD CONSTRAINT a_holding_is_of_a_known_kind CHECK (kind IN ('MONEY', 'LOT', 'BUDGET', 'POINTS'));

-- For what points are given in an area, and how many.
CREATE TABLE points_rule (
  id             uuid PRIMARY KEY,
  area_code      text COLLATE "C" NOT NULL REFERENCES area (code),
  title          text NOT NULL CHECK (length(title) BETWEEN 1 AND 60),
  points         integer NOT NULL CHECK (points BETWEEN 1 AND 1000),
  -- The most points of this rule for one adviser in one year.
  yearly_maximum integer CHECK (yearly_maximum >= points),
  made_by        uuid NOT NULL REFERENCES account (id),
  made_at        timestamptz NOT NULL DEFAULT now(),
  ended_at       timestamptz
);
CREATE INDEX points_rule_by_area ON points_rule (area_code, id);

CREATE TABLE points_award (
  id          uuid PRIMARY KEY,
  adviser_id  uuid NOT NULL REFERENCES adviser (id),
  rule_id     uuid NOT NULL REFERENCES points_rule (id),
  -- As the rule had them.
  points      integer NOT NULL CHECK (points BETWEEN 1 AND 1000),
  earned_on   date NOT NULL,
  note        text NOT NULL CHECK (length(note) BETWEEN 1 AND 200),
  awarded_by  uuid NOT NULL REFERENCES account (id),
  awarded_at  timestamptz NOT NULL DEFAULT now(),
  withdrawn_at timestamptz
);
CREATE INDEX points_award_by_adviser ON points_award (adviser_id, id);

CREATE TABLE reward (
  id        uuid PRIMARY KEY,
  area_code text COLLATE "C" NOT NULL REFERENCES area (code),
  name      text NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
  points    integer NOT NULL CHECK (points BETWEEN 1 AND 100000),
  stock     integer NOT NULL,
  made_by   uuid NOT NULL REFERENCES account (id),
  made_at   timestamptz NOT NULL DEFAULT now(),
  ended_at  timestamptz,
  CONSTRAINT no_more_rewards_are_redeemed_than_there_are CHECK (stock BETWEEN 0 AND 100000)
);
CREATE INDEX reward_by_area ON reward (area_code, id);

CREATE TABLE reward_redemption (
  id           uuid PRIMARY KEY,
  adviser_id   uuid NOT NULL REFERENCES adviser (id),
  reward_id    uuid NOT NULL REFERENCES reward (id),
  points       integer NOT NULL CHECK (points BETWEEN 1 AND 100000),
  status       text NOT NULL DEFAULT 'REQUESTED' CHECK (status IN ('REQUESTED', 'HANDED_OVER', 'CANCELLED')),
  requested_at timestamptz NOT NULL DEFAULT now(),
  settled_at   timestamptz,
  CONSTRAINT a_redemption_is_settled_once CHECK ((status = 'REQUESTED') = (settled_at IS NULL))
);
CREATE INDEX reward_redemption_by_adviser ON reward_redemption (adviser_id, id);

-- Public praise (通报表扬) of an adviser.
CREATE TABLE commendation (
  id           uuid PRIMARY KEY,
  adviser_id   uuid NOT NULL REFERENCES adviser (id),
  area_code    text COLLATE "C" NOT NULL REFERENCES area (code),
  title        text NOT NULL CHECK (length(title) BETWEEN 1 AND 60),
  citation     text NOT NULL CHECK (length(citation) BETWEEN 1 AND 500),
  commended_on date NOT NULL,
  commended_by uuid NOT NULL REFERENCES account (id),
  commended_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX commendation_by_adviser ON commendation (adviser_id, id);
CREATE INDEX commendation_by_area ON commendation (area_code, id);
