-- Who gives. A company or shop is an organisation; a person is sealed with a key of its own, as households are; or nobody is named.
CREATE TABLE donor (
  id                    uuid PRIMARY KEY,
  kind                  text NOT NULL CHECK (kind IN ('ORGANISATION', 'INDIVIDUAL', 'ANONYMOUS')),
  organisation_id       uuid REFERENCES organisation (id),
  data_key              bytea,
  name                  bytea,
  phone                 bytea,
  resident_number       bytea,
  resident_number_index bytea,
  registered_by         uuid REFERENCES account (id),
  registered_at         timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT an_organisation_is_one_donor UNIQUE (organisation_id),
  CONSTRAINT a_donor_is_known_by_its_kind CHECK (CASE kind
    WHEN 'ORGANISATION' THEN organisation_id IS NOT NULL AND num_nonnulls(data_key, name, phone, resident_number, resident_number_index) = 0
    WHEN 'INDIVIDUAL' THEN organisation_id IS NULL AND (name IS NOT NULL OR data_key IS NULL)
    ELSE num_nonnulls(organisation_id, data_key, name, phone, resident_number, resident_number_index) = 0 END)
);
CREATE INDEX donor_by_resident_number ON donor (resident_number_index) WHERE resident_number_index IS NOT NULL;

-- Where donations are handed in (居民爱心捐款点位).
CREATE TABLE donation_point (
  id              uuid PRIMARY KEY,
  organisation_id uuid NOT NULL REFERENCES organisation (id),
  name            text NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
  area_code       text COLLATE "C" NOT NULL REFERENCES area (code),
  opened_at       timestamptz NOT NULL DEFAULT now(),
  closed_at       timestamptz
);
CREATE INDEX donation_point_by_organisation ON donation_point (organisation_id);

CREATE TABLE donation (
  id                        uuid PRIMARY KEY,
  donor_id                  uuid NOT NULL REFERENCES donor (id),
  -- The charity that receives it.
  recipient_organisation_id uuid NOT NULL REFERENCES organisation (id),
  form                      text NOT NULL CHECK (form IN ('MONEY', 'GOODS', 'SERVICE')),
  status                    text NOT NULL CHECK (status IN ('PLEDGED', 'RECEIVED', 'WITHDRAWN')),
  status_since              timestamptz NOT NULL DEFAULT now(),
  currency                  text NOT NULL DEFAULT 'CNY',
  -- What was pledged; once received, what was received. Where it is now, the ledger says.
  money_fen                 bigint,
  -- A pledge of services is an offering of the donor, with its capacity.
  offering_id               uuid REFERENCES service_offering (id),
  standing                  boolean,
  earmark_project_id        uuid,
  earmark_service_kind      text,
  earmark_area_code         text COLLATE "C" REFERENCES area (code),
  earmark_situation         text,
  revision                  integer NOT NULL DEFAULT 0 CHECK (revision >= 0),
  pledged_by                uuid NOT NULL REFERENCES account (id),
  pledged_at                timestamptz NOT NULL DEFAULT now(),
  point_id                  uuid REFERENCES donation_point (id),
  received_by               uuid REFERENCES account (id),
  received_at               timestamptz,
  CONSTRAINT donations_are_in_yuan CHECK (currency = 'CNY'),
  CONSTRAINT money_is_a_positive_number_of_fen CHECK ((form = 'MONEY') = (money_fen IS NOT NULL) AND money_fen BETWEEN 1 AND 9007199254740991),
  CONSTRAINT a_pledge_of_services_is_an_offering CHECK ((form = 'SERVICE') = (offering_id IS NOT NULL) AND (form = 'SERVICE') = (standing IS NOT NULL)),
  CONSTRAINT a_donation_received_has_its_receiver CHECK ((status = 'RECEIVED') = (received_at IS NOT NULL) AND (status = 'RECEIVED') = (received_by IS NOT NULL))
);
CREATE INDEX donation_by_donor ON donation (donor_id, id);
CREATE INDEX donation_by_recipient ON donation (recipient_organisation_id, id);
CREATE INDEX donation_by_project ON donation (earmark_project_id) WHERE earmark_project_id IS NOT NULL;

-- A quantity of one thing with one value and one expiry. Revising a pledge withdraws its lots and enters new ones.
CREATE TABLE donation_lot (
  id             uuid PRIMARY KEY,
  donation_id    uuid NOT NULL REFERENCES donation (id),
  position       smallint NOT NULL CHECK (position >= 0),
  item           text NOT NULL CHECK (length(item) BETWEEN 1 AND 120),
  unit           text NOT NULL CHECK (length(unit) BETWEEN 1 AND 20),
  quantity       bigint NOT NULL,
  unit_value_fen bigint NOT NULL,
  value_kind     text NOT NULL CHECK (value_kind IN ('CLAIMED', 'EVIDENCED')),
  -- What proves the value: an invoice, a customs paper, an appraisal.
  value_evidence text CHECK (length(value_evidence) BETWEEN 1 AND 200),
  condition      text NOT NULL CHECK (condition IN ('NEW', 'GOOD', 'USED')),
  expires_on     date,
  withdrawn_at   timestamptz,
  CONSTRAINT a_lot_has_a_positive_quantity CHECK (quantity BETWEEN 1 AND 1000000000),
  CONSTRAINT a_lot_has_a_value_of_whole_fen CHECK (unit_value_fen BETWEEN 0 AND 9007199254740991 AND quantity * unit_value_fen::numeric <= 9007199254740991),
  CONSTRAINT an_evidenced_value_has_its_evidence CHECK ((value_kind = 'EVIDENCED') = (value_evidence IS NOT NULL))
);
CREATE INDEX donation_lot_by_donation ON donation_lot (donation_id, position);
CREATE INDEX donation_lot_by_item ON donation_lot (item, expires_on) WHERE withdrawn_at IS NULL;

-- The donor's consent to another use than agreed (慈善法: a change of use needs it).
CREATE TABLE donation_use_change (
  id                   uuid PRIMARY KEY,
  donation_id          uuid NOT NULL REFERENCES donation (id),
  earlier              jsonb NOT NULL,
  later                jsonb NOT NULL,
  method               text NOT NULL CHECK (method IN ('PORTAL', 'WRITTEN', 'PHONE')),
  consented_on         date NOT NULL,
  recorded_by          uuid NOT NULL REFERENCES account (id),
  recorded_at          timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX donation_use_change_by_donation ON donation_use_change (donation_id, recorded_at);
CREATE TRIGGER changes_of_use_never_change BEFORE UPDATE OR DELETE ON donation_use_change
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER changes_of_use_are_never_cut BEFORE TRUNCATE ON donation_use_change
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
