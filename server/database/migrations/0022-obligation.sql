-- What the law asks of a charity or of the area by a day: from which rule, of whom, and whether it was done.
CREATE TABLE obligation (
  id              uuid PRIMARY KEY,
  rule            text NOT NULL CHECK (rule IN ('FILING', 'PROGRESS_REPORT', 'FULL_REPORT', 'LEFTOVER_PROPERTY', 'PARTNER_EVALUATION',
    'RELATED_PARTY_DEALING', 'MAJOR_TRANSACTION', 'ANNUAL_REPORT', 'RELATED_PARTY_LIST', 'MAJOR_PROJECTS',
    'RIGID_EXPENDITURE_VALIDITY')),
  -- The project, the organisation or the household.
  subject_id      uuid NOT NULL,
  -- The charity that owes it; none for a household.
  organisation_id uuid REFERENCES organisation (id),
  area_code       text COLLATE "C",
  -- The day from which its time runs, and the last day on which it is in time; Asia/Shanghai.
  anchor_on       date NOT NULL,
  due_on          date NOT NULL,
  -- From this day on it is owed.
  arisen_on       date NOT NULL,
  fulfilled_on    date,
  fulfilled_by    uuid REFERENCES account (id),
  evidence        text CHECK (length(evidence) BETWEEN 1 AND 500),
  void_on         date,
  created_at      timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT an_obligation_is_fulfilled_or_void CHECK (num_nonnulls(fulfilled_on, void_on) < 2),
  CONSTRAINT an_obligation_is_of_somebody CHECK (organisation_id IS NOT NULL OR area_code IS NOT NULL)
);
CREATE UNIQUE INDEX a_clock_runs_once_from_a_day ON obligation (rule, subject_id, anchor_on) WHERE void_on IS NULL;
CREATE INDEX obligation_open ON obligation (due_on, id) WHERE fulfilled_on IS NULL AND void_on IS NULL;
CREATE INDEX obligation_by_organisation ON obligation (organisation_id, due_on, id);

-- A reminder is given once at each distance, whoever asks how often.
CREATE TABLE obligation_reminder (
  obligation_id uuid NOT NULL REFERENCES obligation (id),
  stage         text NOT NULL CHECK (stage IN ('IN_A_MONTH', 'IN_A_WEEK', 'TODAY', 'OVERDUE')),
  reminded_at   timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (obligation_id, stage)
);
