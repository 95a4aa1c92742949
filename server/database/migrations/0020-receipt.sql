-- The statutory donation receipts (公益事业捐赠票据, 财政部 2024 办法第六条). A charity draws numbers from the series that the finance
-- department gave it for a year. The row is held by the transaction that issues: a number is used by a commit or by nobody.
CREATE TABLE receipt_series (
  organisation_id uuid NOT NULL REFERENCES organisation (id),
  year            smallint NOT NULL CHECK (year BETWEEN 2000 AND 2199),
  -- 票据代码
  code            text NOT NULL CHECK (code ~ '^[0-9]{8}$'),
  -- 监制章: whose seal stands on it.
  supervisor      text NOT NULL CHECK (length(supervisor) BETWEEN 1 AND 60),
  last_number     bigint NOT NULL DEFAULT 0 CHECK (last_number BETWEEN 0 AND 9999999999),
  opened_by       uuid NOT NULL REFERENCES account (id),
  opened_at       timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organisation_id, year),
  CONSTRAINT a_receipt_code_names_one_series UNIQUE (code)
);

CREATE TABLE receipt (
  id                uuid PRIMARY KEY,
  organisation_id   uuid NOT NULL,
  year              smallint NOT NULL,
  number            bigint NOT NULL CHECK (number >= 1),
  code              text NOT NULL,
  supervisor        text NOT NULL,
  status            text NOT NULL CHECK (status IN ('ISSUED', 'VOIDED')),
  donation_id       uuid NOT NULL REFERENCES donation (id),
  replaces_id       uuid UNIQUE REFERENCES receipt (id),
  -- Who gave, sealed with a key of its own: the law keeps a receipt longer than a donor's record.
  data_key          bytea NOT NULL,
  payer             bytea NOT NULL,
  payer_credit_code text,
  payee             text NOT NULL,
  project_code      text,
  project_name      text NOT NULL,
  amount_fen        bigint NOT NULL,
  check_code        text NOT NULL CHECK (check_code ~ '^[0-9A-HJKMNP-TV-Z]{12}$'),
  cashier           text NOT NULL,
  reviewer          text NOT NULL,
  remark            text,
  other             text,
  issued_on         date NOT NULL,
  issued_by         uuid NOT NULL REFERENCES account (id),
  issued_at         timestamptz NOT NULL DEFAULT now(),
  void_reason       text CHECK (void_reason IN ('WRONG_CONTENTS', 'DONATION_RETURNED', 'PAYER_CORRECTED', 'PRINTED_WRONGLY')),
  voided_by         uuid REFERENCES account (id),
  voided_at         timestamptz,
  FOREIGN KEY (organisation_id, year) REFERENCES receipt_series (organisation_id, year),
  CONSTRAINT a_receipt_number_is_used_once UNIQUE (organisation_id, year, number),
  CONSTRAINT a_receipt_is_over_a_positive_amount CHECK (amount_fen BETWEEN 1 AND 9007199254740991),
  CONSTRAINT a_voided_receipt_says_why_and_by_whom CHECK ((status = 'VOIDED') = (void_reason IS NOT NULL) AND num_nulls(void_reason, voided_by, voided_at) IN (0, 3))
);
CREATE UNIQUE INDEX a_donation_has_one_valid_receipt ON receipt (donation_id) WHERE status = 'ISSUED';
CREATE INDEX receipt_by_donation ON receipt (donation_id, id);

CREATE TABLE receipt_line (
  receipt_id   uuid NOT NULL REFERENCES receipt (id),
  position     smallint NOT NULL CHECK (position >= 0),
  item         text NOT NULL,
  unit         text NOT NULL,
  quantity     bigint NOT NULL CHECK (quantity >= 1),
  standard_fen bigint NOT NULL CHECK (standard_fen >= 1),
  amount_fen   bigint NOT NULL,
  PRIMARY KEY (receipt_id, position),
  CONSTRAINT a_line_is_quantity_times_standard CHECK (amount_fen = quantity::numeric * standard_fen)
);

-- The page as it was made, sealed: it names the donor.
CREATE TABLE receipt_document (
  receipt_id uuid PRIMARY KEY REFERENCES receipt (id),
  page       bytea NOT NULL,
  made_at    timestamptz NOT NULL DEFAULT now()
);

-- A series only moves by one and no receipt goes away, so that the numbers of a year have no gap.
CREATE FUNCTION refuse_gap_in_receipt_numbers() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.last_number <> OLD.last_number + 1 OR (NEW.organisation_id, NEW.year, NEW.code, NEW.supervisor) IS DISTINCT FROM
     (OLD.organisation_id, OLD.year, OLD.code, OLD.supervisor) THEN
    RAISE EXCEPTION 'receipt numbers follow one another' USING ERRCODE = '23514', CONSTRAINT = 'receipt_numbers_follow_one_another';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER receipt_numbers_follow_one_another BEFORE UPDATE ON receipt_series
  FOR EACH ROW EXECUTE FUNCTION refuse_gap_in_receipt_numbers();
CREATE FUNCTION refuse_series_ahead_of_its_receipts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM receipt WHERE organisation_id = NEW.organisation_id AND year = NEW.year AND number = NEW.last_number) THEN
    RAISE EXCEPTION 'a number drawn has its receipt' USING ERRCODE = '23514', CONSTRAINT = 'a_number_drawn_has_its_receipt';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER a_number_drawn_has_its_receipt AFTER UPDATE ON receipt_series DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION refuse_series_ahead_of_its_receipts();

CREATE FUNCTION refuse_other_than_voiding() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.status <> 'ISSUED' OR NEW.status <> 'VOIDED' OR
     (to_jsonb(NEW) - ARRAY['status', 'void_reason', 'voided_by', 'voided_at']) IS DISTINCT FROM
     (to_jsonb(OLD) - ARRAY['status', 'void_reason', 'voided_by', 'voided_at']) THEN
    RAISE EXCEPTION 'a receipt is voided, never changed' USING ERRCODE = '23514', CONSTRAINT = 'a_receipt_is_voided_never_changed';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER a_receipt_is_voided_never_changed BEFORE UPDATE ON receipt
  FOR EACH ROW EXECUTE FUNCTION refuse_other_than_voiding();
CREATE TRIGGER receipts_are_never_removed BEFORE DELETE ON receipt FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER receipts_are_never_cut BEFORE TRUNCATE ON receipt FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER receipt_lines_never_change BEFORE UPDATE OR DELETE ON receipt_line
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER receipt_lines_are_never_cut BEFORE TRUNCATE ON receipt_line
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER receipt_documents_never_change BEFORE UPDATE OR DELETE ON receipt_document
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER receipt_series_are_never_removed BEFORE DELETE ON receipt_series
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
