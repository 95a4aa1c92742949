-- Who may raise money from the public (慈善组织公开募捐管理办法, 2024, article 5): a charity at least one year after it became one.
CREATE TABLE fundraising_qualification (
  organisation_id    uuid PRIMARY KEY REFERENCES organisation (id),
  certificate_number text NOT NULL CHECK (length(certificate_number) BETWEEN 1 AND 60),
  charity_since      date NOT NULL,
  granted_on         date NOT NULL,
  revoked_on         date,
  recorded_by        uuid NOT NULL REFERENCES account (id),
  recorded_at        timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT a_charity_qualifies_after_one_year CHECK (granted_on >= (charity_since + interval '1 year')::date),
  CONSTRAINT a_qualification_ends_after_it_began CHECK (revoked_on >= granted_on)
);

-- A project of the charity federation: what it helps with, whom, with how much, and the plan by which it raises it.
CREATE TABLE charity_project (
  id                    uuid PRIMARY KEY,
  organisation_id       uuid NOT NULL REFERENCES organisation (id),
  name                  text NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
  status                text NOT NULL CHECK (status IN ('DRAFT', 'FILED', 'OPEN', 'CLOSED', 'SETTLED', 'DISCLOSED')),
  status_since          timestamptz NOT NULL DEFAULT now(),
  fundraising_mode      text NOT NULL CHECK (fundraising_mode IN ('PUBLIC', 'DIRECTED', 'NONE')),
  starts_on             date NOT NULL,
  ends_on               date NOT NULL,
  target_fen            bigint NOT NULL,
  budget_fen            bigint NOT NULL,
  cap_per_case_fen      bigint NOT NULL,
  -- Whom it may help. No situation and no category named: all of them.
  service_kinds         text[] NOT NULL,
  area_codes            text[] NOT NULL,
  situations            text[] NOT NULL DEFAULT '{}',
  low_income_categories text[] NOT NULL DEFAULT '{}',
  filed_on              date,
  filing_number         text CHECK (length(filing_number) BETWEEN 1 AND 60),
  closed_on             date,
  settled_on            date,
  disclosed_on          date,
  leftover_fen          bigint,
  leftover_disposal     text CHECK (length(leftover_disposal) BETWEEN 1 AND 500),
  created_by            uuid NOT NULL REFERENCES account (id),
  created_at            timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT a_window_does_not_end_before_it_starts CHECK (ends_on >= starts_on),
  CONSTRAINT a_target_is_above_zero CHECK (target_fen BETWEEN 1 AND 9007199254740991),
  CONSTRAINT a_budget_is_above_zero CHECK (budget_fen BETWEEN 1 AND 9007199254740991),
  CONSTRAINT one_case_costs_no_more_than_the_budget CHECK (cap_per_case_fen BETWEEN 1 AND budget_fen),
  CONSTRAINT a_project_says_what_it_helps_with CHECK (cardinality(service_kinds) > 0),
  CONSTRAINT a_project_says_where_it_helps CHECK (cardinality(area_codes) > 0),
  CONSTRAINT a_filing_has_its_day_and_number CHECK (num_nulls(filed_on, filing_number) IN (0, 2)),
  CONSTRAINT only_a_draft_is_not_filed CHECK ((status = 'DRAFT') = (filed_on IS NULL)),
  CONSTRAINT a_public_campaign_is_filed_ten_days_before CHECK (fundraising_mode <> 'PUBLIC' OR filed_on + 10 <= starts_on),
  CONSTRAINT what_is_over_has_its_day CHECK ((status IN ('CLOSED', 'SETTLED', 'DISCLOSED')) = (closed_on IS NOT NULL)),
  CONSTRAINT what_is_settled_has_its_day CHECK ((status IN ('SETTLED', 'DISCLOSED')) = (settled_on IS NOT NULL)),
  CONSTRAINT what_is_disclosed_has_its_day CHECK ((status = 'DISCLOSED') = (disclosed_on IS NOT NULL)),
  CONSTRAINT a_settlement_says_what_was_left CHECK ((settled_on IS NULL) = (leftover_fen IS NULL)),
  CONSTRAINT what_was_left_is_not_below_zero CHECK (leftover_fen BETWEEN 0 AND 9007199254740991),
  CONSTRAINT leftover_property_has_its_use CHECK (leftover_fen IS NULL OR leftover_fen = 0 OR leftover_disposal IS NOT NULL)
);
CREATE INDEX charity_project_by_organisation ON charity_project (organisation_id, id);
CREATE INDEX charity_project_open ON charity_project (ends_on) WHERE status = 'OPEN';

-- Every field that the filing guide asks for (慈善组织公开募捐方案备案指引(试行), from 2026-01-01). A filed plan is published as it
-- is: the responsible person and the account are in it by law.
CREATE TABLE fundraising_plan (
  project_id         uuid PRIMARY KEY REFERENCES charity_project (id),
  purpose            text NOT NULL CHECK (length(purpose) BETWEEN 1 AND 1000),
  area_codes         text[] NOT NULL CHECK (cardinality(area_codes) > 0),
  responsible_person text NOT NULL CHECK (length(responsible_person) BETWEEN 1 AND 60),
  office_address     text NOT NULL CHECK (length(office_address) BETWEEN 1 AND 200),
  donation_channels  text[] NOT NULL CHECK (cardinality(donation_channels) > 0),
  bank_name          text NOT NULL CHECK (length(bank_name) BETWEEN 1 AND 120),
  bank_account       text NOT NULL CHECK (bank_account ~ '^[0-9]{8,30}$'),
  beneficiaries      text NOT NULL CHECK (length(beneficiaries) BETWEEN 1 AND 500),
  use_of_proceeds    text NOT NULL CHECK (length(use_of_proceeds) BETWEEN 1 AND 1000),
  cost_fen           bigint NOT NULL CONSTRAINT the_cost_of_raising_is_not_below_zero CHECK (cost_fen BETWEEN 0 AND 9007199254740991),
  cost_detail        text NOT NULL CHECK (length(cost_detail) BETWEEN 1 AND 500),
  leftover_use       text NOT NULL CHECK (length(leftover_use) BETWEEN 1 AND 500)
);

-- The written agreement with a qualified organisation, by which one without the qualification raises from the public.
CREATE TABLE fundraising_partnership (
  project_id       uuid PRIMARY KEY REFERENCES charity_project (id),
  organisation_id  uuid NOT NULL REFERENCES organisation (id),
  agreement_number text NOT NULL CHECK (length(agreement_number) BETWEEN 1 AND 60),
  agreed_on        date NOT NULL,
  proposed_by      uuid NOT NULL REFERENCES account (id),
  confirmed_by     uuid REFERENCES account (id),
  confirmed_at     timestamptz,
  CONSTRAINT a_confirmation_has_its_author_and_time CHECK (num_nulls(confirmed_by, confirmed_at) IN (0, 2)),
  CONSTRAINT a_second_person_confirms_a_partnership CHECK (confirmed_by <> proposed_by)
);
CREATE INDEX fundraising_partnership_by_organisation ON fundraising_partnership (organisation_id);
