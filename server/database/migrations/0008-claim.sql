-- One organisation's hold on a need (or on a part of its quantity), from the claim to the household's confirmation.
CREATE TABLE claim (
  id                  uuid PRIMARY KEY,
  need_id             uuid NOT NULL REFERENCES need (id),
  organisation_id     uuid NOT NULL REFERENCES organisation (id),
  offering_id         uuid NOT NULL REFERENCES service_offering (id),
  quantity            integer NOT NULL CHECK (quantity > 0),
  status              text NOT NULL CHECK (status IN ('ACCEPTED', 'CONFIRMED', 'IN_PROGRESS', 'ON_HOLD', 'DELIVERED', 'DISPUTED',
    'COMPLETED', 'RELEASED', 'LEASE_EXPIRED', 'REVOKED')),
  held_from_status    text CHECK (held_from_status IN ('CONFIRMED', 'IN_PROGRESS')),
  lease_until         timestamptz,
  reason              text,
  reason_note         text CHECK (length(reason_note) <= 500),
  claimed_by          uuid NOT NULL REFERENCES account (id),
  claimed_at          timestamptz NOT NULL DEFAULT now(),
  status_since        timestamptz NOT NULL DEFAULT now(),
  delivered_at        timestamptz,
  quantity_delivered  integer CHECK (quantity_delivered BETWEEN 0 AND quantity),
  completed_at        timestamptz,
  CONSTRAINT a_lease_runs_until_confirmed CHECK ((status = 'ACCEPTED') = (lease_until IS NOT NULL)),
  CONSTRAINT a_hold_remembers_where_it_came_from CHECK ((status = 'ON_HOLD') = (held_from_status IS NOT NULL))
);
CREATE INDEX claim_by_need ON claim (need_id);
CREATE INDEX claim_by_organisation ON claim (organisation_id, claimed_at, id);
CREATE INDEX claim_by_lease ON claim (lease_until) WHERE status = 'ACCEPTED';

CREATE TABLE service_record (
  id           uuid PRIMARY KEY,
  claim_id     uuid NOT NULL REFERENCES claim (id),
  served_on    date NOT NULL,
  minutes      integer CHECK (minutes BETWEEN 0 AND 1440),
  note         text NOT NULL CHECK (length(note) BETWEEN 1 AND 2000),
  recorded_by  uuid NOT NULL REFERENCES account (id),
  recorded_at  timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX service_record_by_claim ON service_record (claim_id, recorded_at);
CREATE TRIGGER service_records_never_change BEFORE UPDATE OR DELETE ON service_record
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER service_records_are_never_cut BEFORE TRUNCATE ON service_record
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- The 30-day revisit (回访) owed after a confirmed delivery.
CREATE TABLE revisit (
  id           uuid PRIMARY KEY,
  need_id      uuid NOT NULL REFERENCES need (id),
  household_id uuid NOT NULL REFERENCES household (id),
  area_code    text COLLATE "C" NOT NULL REFERENCES area (code),
  due_on       date NOT NULL,
  announced_at timestamptz,
  done_at      timestamptz,
  done_by      uuid REFERENCES account (id),
  satisfaction text CHECK (satisfaction IN ('SATISFIED', 'PARTLY_SATISFIED', 'NOT_SATISFIED')),
  outcome      text CHECK (outcome IN ('NEED_MET', 'NEED_REMAINS', 'NOT_REACHED')),
  note         text CHECK (length(note) <= 2000),
  CONSTRAINT a_need_has_one_revisit_a_day UNIQUE (need_id, due_on),
  CONSTRAINT a_revisit_done_has_an_outcome CHECK ((done_at IS NULL) = (outcome IS NULL))
);
CREATE INDEX revisit_by_due_day ON revisit (area_code, due_on) WHERE done_at IS NULL;
