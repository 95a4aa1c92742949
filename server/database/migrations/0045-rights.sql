-- What a household asks of its own data (PIPL articles 44 to 50), with its clock; one person takes it down, another decides.
CREATE TABLE rights_request (
  id             uuid PRIMARY KEY,
  household_id   uuid NOT NULL REFERENCES household (id),
  -- The community of the household when it asked.
  area_code      text COLLATE "C" NOT NULL REFERENCES area (code),
  kind           text NOT NULL CHECK (kind IN ('ACCESS', 'CORRECTION', 'ERASURE')),
  requester      text NOT NULL CHECK (requester IN ('HOUSEHOLD', 'GUARDIAN', 'NEAR_RELATIVE', 'RETENTION_RULE')),
  status         text NOT NULL DEFAULT 'RECEIVED' CHECK (status IN ('RECEIVED', 'APPROVED', 'REFUSED', 'DONE')),
  received_on    date NOT NULL,
  due_on         date NOT NULL,
  -- None for the bearer of the card, and for the job.
  recorded_by    uuid REFERENCES account (id),
  recorded_at    timestamptz NOT NULL DEFAULT now(),
  decided_by     uuid REFERENCES account (id),
  decided_at     timestamptz,
  refusal_reason text CHECK (refusal_reason IN ('IDENTITY_NOT_SHOWN', 'RETENTION_DUTY', 'NOT_CONCERNED', 'WITHDRAWN')),
  done_at        timestamptz,
  CONSTRAINT a_request_is_due_after_it_came CHECK (due_on > received_on),
  CONSTRAINT another_person_decides CHECK (decided_by IS DISTINCT FROM recorded_by OR decided_by IS NULL),
  CONSTRAINT a_decision_has_its_person_and_time CHECK
    (num_nulls(decided_by, decided_at) IN (0, 2) AND (status = 'RECEIVED') = (decided_at IS NULL)),
  CONSTRAINT only_a_refusal_says_why CHECK ((status = 'REFUSED') = (refusal_reason IS NOT NULL)),
  CONSTRAINT what_is_done_has_its_time CHECK ((status = 'DONE') = (done_at IS NOT NULL))
);
CREATE INDEX rights_request_by_household ON rights_request (household_id, recorded_at);
CREATE INDEX rights_request_open ON rights_request (due_on, id) WHERE status IN ('RECEIVED', 'APPROVED');
CREATE UNIQUE INDEX a_household_is_erased_by_one_request ON rights_request (household_id)
  WHERE kind = 'ERASURE' AND status IN ('RECEIVED', 'APPROVED');

-- How long what is kept, as data; each code is known to a room (household/holding.ts).
CREATE TABLE retention_rule (
  code      text PRIMARY KEY,
  keep_days integer NOT NULL CHECK (keep_days BETWEEN 1 AND 36500),
  basis_zh  text NOT NULL,
  basis_en  text NOT NULL
);
INSERT INTO retention_rule (code, keep_days, basis_zh, basis_en) VALUES
  ('HOUSEHOLD_AT_REST', 1825, '个人信息保护法第十九条:保存期限为实现处理目的所必要的最短时间;五年为本系统取值',
   'PIPL article 19: no longer than the purpose needs; five years is the value of this product'),
  ('SERVICE_NOTE', 1095, '个人信息保护法第十九条;三年为本系统取值', 'PIPL article 19; three years is the value of this product');

CREATE TABLE retention_run (
  id        uuid PRIMARY KEY,
  at        timestamptz NOT NULL DEFAULT now(),
  dry       boolean NOT NULL,
  -- None for the job of each night.
  run_by    uuid REFERENCES account (id),
  results   jsonb NOT NULL
);

-- A record of a service stays as it was, but its words can be taken out of it, and nothing else.
CREATE FUNCTION allow_only_erased_note() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.note = '[已删除 erased]' AND to_jsonb(NEW) - 'note' = to_jsonb(OLD) - 'note' THEN RETURN NEW; END IF;
  RAISE EXCEPTION 'rows of % are never changed', TG_TABLE_NAME USING ERRCODE = '23001';
END $$;
DROP TRIGGER service_records_never_change ON service_record;
CREATE TRIGGER service_records_are_never_removed BEFORE DELETE ON service_record
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER service_records_lose_nothing_but_their_note BEFORE UPDATE ON service_record
  FOR EACH ROW EXECUTE FUNCTION allow_only_erased_note();
