-- A consent that the bureau has income and property checked names no organisation.
ALTER TABLE consent ALTER COLUMN recipient_organisation_id DROP NOT NULL;
ALTER TABLE consent DROP CONSTRAINT consent_purpose_check;
ALTER TABLE consent ADD CONSTRAINT consent_purpose_check CHECK (purpose IN ('REFERRAL', 'SERVICE_DELIVERY', 'MEANS_CHECK'));
ALTER TABLE consent ADD CONSTRAINT a_means_check_is_for_no_organisation
  CHECK ((purpose = 'MEANS_CHECK') = (recipient_organisation_id IS NULL));

-- What is known of a household's means: sealed with its key, and nothing at all when it does not authorise the check.
CREATE TABLE household_means (
  household_id uuid PRIMARY KEY REFERENCES household (id),
  source       text NOT NULL CHECK (source IN ('STATED', 'CHECKED', 'REFUSED')),
  figures      bytea,
  recorded_by  uuid REFERENCES account (id),
  recorded_at  timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT refused_means_have_no_figures CHECK ((source = 'REFUSED') = (figures IS NULL))
);

-- A policy in versions that never change; its eligibility is a tree of conditions that the product checks and never runs as code.
CREATE TABLE policy (
  id                 uuid PRIMARY KEY,
  code               text NOT NULL CHECK (code ~ '^[A-Z][A-Z0-9_]{2,39}$'),
  version            integer NOT NULL CHECK (version > 0),
  area_code          text COLLATE "C" NOT NULL REFERENCES area (code),
  title_zh           text NOT NULL,
  title_en           text NOT NULL,
  issuing_department text NOT NULL,
  document_number    text,
  valid_from         date NOT NULL,
  valid_until        date,
  benefit_zh         text NOT NULL,
  benefit_en         text NOT NULL,
  service_kinds      text[] NOT NULL DEFAULT '{}',
  grants_category    text,
  eligibility        jsonb NOT NULL,
  documents          text[] NOT NULL DEFAULT '{}',
  review_days        integer NOT NULL CHECK (review_days BETWEEN 1 AND 365),
  card_lines         text[] NOT NULL,
  is_sample          boolean NOT NULL DEFAULT false,
  published_by       uuid NOT NULL REFERENCES account (id),
  published_at       timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT a_policy_ends_after_it_begins CHECK (valid_until >= valid_from),
  CONSTRAINT a_version_of_a_policy_is_published_once UNIQUE (area_code, code, version)
);
CREATE TRIGGER policies_never_change BEFORE UPDATE OR DELETE ON policy FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- What a locality sets from a day on: fen, or thousandths for a share.
CREATE TABLE local_standard (
  area_code  text COLLATE "C" NOT NULL REFERENCES area (code),
  kind       text NOT NULL CHECK (kind IN ('DIBAO_MONTHLY', 'DISPOSABLE_INCOME_MONTHLY', 'PROPERTY_PER_HEAD', 'RIGID_SPENDING_PERMILLE')),
  value      bigint NOT NULL CHECK (value > 0),
  valid_from date NOT NULL,
  source     text NOT NULL,
  is_sample  boolean NOT NULL DEFAULT false,
  set_by     uuid NOT NULL REFERENCES account (id),
  set_at     timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (area_code, kind, valid_from)
);

-- That an adviser linked a household to a policy (政策链接服务).
CREATE TABLE policy_link (
  id           uuid PRIMARY KEY,
  household_id uuid NOT NULL REFERENCES household (id),
  policy_id    uuid NOT NULL REFERENCES policy (id),
  area_code    text COLLATE "C" NOT NULL REFERENCES area (code),
  kind         text NOT NULL CHECK (kind IN ('EXPLAINED', 'CARD_HANDED', 'BROUGHT_TO_DEPARTMENT')),
  linked_on    date NOT NULL,
  linked_by    uuid NOT NULL REFERENCES account (id),
  linked_at    timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX policy_link_by_household ON policy_link (household_id, linked_on, id);
