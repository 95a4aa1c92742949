-- The monitoring and early-warning ledger: one line for each household, rule and circle of readers.
CREATE TABLE warning (
  id              uuid PRIMARY KEY,
  household_id    uuid NOT NULL REFERENCES household (id),
  area_code       text NOT NULL REFERENCES area (code),
  rule            text NOT NULL CHECK (rule ~ '^[A-Z_]{1,40}$'),
  -- Empty: whoever serves the area. Else the only accounts that may see it, sorted.
  readers         uuid[] NOT NULL DEFAULT '{}',
  level           text NOT NULL CHECK (level IN ('BLUE', 'YELLOW', 'ORANGE', 'RED')),
  state           text NOT NULL CHECK (state IN ('OPEN', 'ACKNOWLEDGED', 'RESOLVED', 'LAPSED')),
  -- How many signs it is about.
  cases           integer NOT NULL CHECK (cases > 0),
  -- From when its rule holds, and has held at this level, by what happened; not when a job found it.
  since           timestamptz NOT NULL,
  level_since     timestamptz NOT NULL,
  -- Whether the rule holds now; one that was resolved may hold on until its sign is gone.
  holds           boolean NOT NULL,
  raised_at       timestamptz NOT NULL DEFAULT now(),
  times_raised    integer NOT NULL DEFAULT 1,
  acknowledged_at timestamptz,
  acknowledged_by uuid REFERENCES account (id),
  ended_at        timestamptz,
  resolved_by     uuid REFERENCES account (id),
  outcome         text CHECK (outcome IN ('NEED_TAKEN_DOWN', 'HELP_ARRANGED', 'POLICY_APPLIED_FOR', 'VISITED_NOTHING_NEEDED',
    'HELP_DECLINED', 'NOT_REACHED', 'MOVED_AWAY')),
  CONSTRAINT a_household_has_one_warning_by_a_rule UNIQUE (household_id, rule, readers),
  CONSTRAINT a_warning_taken_up_names_who CHECK ((acknowledged_at IS NULL) = (acknowledged_by IS NULL)
    AND (state <> 'ACKNOWLEDGED' OR acknowledged_at IS NOT NULL)),
  CONSTRAINT a_warning_has_ended_when_resolved_or_lapsed CHECK ((state IN ('RESOLVED', 'LAPSED')) = (ended_at IS NOT NULL)),
  CONSTRAINT a_warning_resolved_names_who_and_how CHECK ((state = 'RESOLVED') = (resolved_by IS NOT NULL)
    AND (state = 'RESOLVED') = (outcome IS NOT NULL)),
  CONSTRAINT a_warning_stands_only_while_its_rule_holds CHECK (holds OR state IN ('RESOLVED', 'LAPSED'))
);
CREATE INDEX warning_open ON warning (area_code) WHERE state IN ('OPEN', 'ACKNOWLEDGED');

-- How far the outbox was read for households whose warnings are to be looked at again.
CREATE TABLE warning_cursor (
  single      boolean PRIMARY KEY DEFAULT true CHECK (single),
  transaction xid8 NOT NULL DEFAULT '0',
  position    bigint NOT NULL DEFAULT 0
);
INSERT INTO warning_cursor DEFAULT VALUES;
