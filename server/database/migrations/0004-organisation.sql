CREATE TABLE organisation (
  id                         uuid PRIMARY KEY,
  kind                       text NOT NULL CHECK (kind IN
    ('SOCIAL_ORGANISATION', 'CHARITY_FEDERATION', 'COMPANY', 'SHOP', 'INDIVIDUAL', 'PUBLIC_INSTITUTION')),
  name                       text NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
  name_en                    text,
  unified_social_credit_code text,
  -- The area whose civil affairs bureau oversees it; any bureau does when there is none.
  area_code                  text COLLATE "C" REFERENCES area (code),
  status                     text NOT NULL CHECK (status IN
    ('INVITED', 'AWAITING_REVIEW', 'APPROVED', 'RECERTIFICATION_REQUIRED', 'SUSPENDED')),
  status_reason              text,
  status_since               timestamptz NOT NULL DEFAULT now(),
  -- Who registered it may not approve it. None for what the installation loads itself.
  registered_by              uuid REFERENCES account (id),
  created_at                 timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT a_credit_code_belongs_to_one_organisation UNIQUE (unified_social_credit_code),
  CONSTRAINT an_organisation_has_a_credit_code CHECK (kind = 'INDIVIDUAL' OR unified_social_credit_code ~ '^[0-9A-HJ-NPQRTUWXY]{18}$')
);
CREATE INDEX organisation_by_registration ON organisation (created_at, id);
ALTER TABLE role_grant ADD CONSTRAINT a_role_names_an_organisation FOREIGN KEY (organisation_id) REFERENCES organisation (id);
ALTER TABLE api_key ADD CONSTRAINT a_key_names_an_organisation FOREIGN KEY (organisation_id) REFERENCES organisation (id);

-- What an organisation offers, where, to whom, and how much of it is free now (HSDS service, service_area, service_capacity).
CREATE TABLE service_offering (
  id                  uuid PRIMARY KEY,
  organisation_id     uuid NOT NULL REFERENCES organisation (id),
  service_kind        text NOT NULL,
  name                text NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
  area_codes          text[] COLLATE "C" NOT NULL CHECK (cardinality(area_codes) BETWEEN 1 AND 200),
  situations          text[] NOT NULL DEFAULT '{}',
  languages           text[] NOT NULL DEFAULT '{}',
  skills              text[] NOT NULL DEFAULT '{}',
  takes_restricted    boolean NOT NULL DEFAULT false,
  capacity_status     text NOT NULL DEFAULT 'CAPACITY' CHECK (capacity_status IN
    ('CAPACITY', 'NO_CAPACITY', 'WAITLIST', 'ADDITIONAL_ASSESSMENT_REQUIRED')),
  capacity_maximum    integer NOT NULL CHECK (capacity_maximum BETWEEN 0 AND 100000),
  capacity_used       integer NOT NULL DEFAULT 0,
  capacity_updated_at timestamptz NOT NULL DEFAULT now(),
  withdrawn_at        timestamptz,
  created_at          timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT claims_never_exceed_capacity CHECK (capacity_used BETWEEN 0 AND capacity_maximum)
);
CREATE INDEX service_offering_by_organisation ON service_offering (organisation_id);
CREATE INDEX service_offering_by_kind ON service_offering (service_kind) WHERE withdrawn_at IS NULL;
