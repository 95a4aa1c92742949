-- Double entry. A holding is one thing that is counted by itself: the money of a donation (fen), a lot of goods (pieces of its
-- unit) or the budget of a project (fen). Its books say where the whole of it is; together they are always nothing.
CREATE TABLE ledger_holding (
  id        uuid PRIMARY KEY,
  kind      text NOT NULL CHECK (kind IN ('MONEY', 'LOT', 'BUDGET')),
  opened_at timestamptz NOT NULL DEFAULT now()
);

-- What each book holds now; the sum of its entries. SOURCE is where everything comes from: the donor, or the plan of a budget.
CREATE TABLE ledger_balance (
  holding_id uuid NOT NULL REFERENCES ledger_holding (id),
  book       text NOT NULL CHECK (book IN ('SOURCE', 'PLEDGED', 'RECEIVED', 'RESERVED', 'DELIVERED', 'RETURNED', 'LOST', 'EXPIRED')),
  balance    bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (holding_id, book),
  CONSTRAINT only_the_source_is_overdrawn CHECK (CASE WHEN book = 'SOURCE' THEN balance <= 0 ELSE balance >= 0 END)
);

-- One movement from book to book. A PENDING one reserves; POSTED and VOIDED settle it; a REVERSAL takes a POSTED or SINGLE one back.
CREATE TABLE ledger_transfer (
  id             uuid PRIMARY KEY,
  kind           text NOT NULL CHECK (kind IN ('SINGLE', 'PENDING', 'POSTED', 'VOIDED', 'REVERSAL')),
  reason         text NOT NULL CHECK (length(reason) BETWEEN 1 AND 60),
  -- The donation, or the project of a budget.
  subject_id     uuid NOT NULL,
  allocation_id  uuid,
  -- For which project it was given or is spent.
  project_id     uuid,
  settles_id     uuid REFERENCES ledger_transfer (id),
  -- The audit line of the command that did it.
  audit_position bigint NOT NULL REFERENCES audit_line (position),
  at             timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT a_transfer_that_settles_says_what CHECK ((kind IN ('POSTED', 'VOIDED', 'REVERSAL')) = (settles_id IS NOT NULL))
);
CREATE UNIQUE INDEX a_transfer_is_settled_once_each_way ON ledger_transfer (settles_id, kind) WHERE settles_id IS NOT NULL;
CREATE INDEX ledger_transfer_by_subject ON ledger_transfer (subject_id, at);
CREATE INDEX ledger_transfer_by_allocation ON ledger_transfer (allocation_id) WHERE allocation_id IS NOT NULL;
CREATE INDEX ledger_transfer_by_project ON ledger_transfer (project_id) WHERE project_id IS NOT NULL;

-- The two sides of a transfer: what left one book (negative) came into another (positive).
CREATE TABLE ledger_entry (
  transfer_id uuid NOT NULL REFERENCES ledger_transfer (id),
  holding_id  uuid NOT NULL,
  book        text NOT NULL,
  amount      bigint NOT NULL,
  PRIMARY KEY (transfer_id, holding_id, book),
  FOREIGN KEY (holding_id, book) REFERENCES ledger_balance (holding_id, book),
  CONSTRAINT an_entry_moves_something CHECK (amount <> 0 AND amount BETWEEN -9007199254740991 AND 9007199254740991)
);
CREATE INDEX ledger_entry_by_holding ON ledger_entry (holding_id, book);

CREATE FUNCTION refuse_unbalanced_transfer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM ledger_entry WHERE transfer_id = NEW.transfer_id GROUP BY holding_id HAVING sum(amount) <> 0) THEN
    RAISE EXCEPTION 'the entries of a transfer do not balance' USING ERRCODE = '23514', CONSTRAINT = 'debits_equal_credits';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER debits_equal_credits AFTER INSERT ON ledger_entry DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION refuse_unbalanced_transfer();

CREATE TRIGGER ledger_transfers_never_change BEFORE UPDATE OR DELETE ON ledger_transfer
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER ledger_transfers_are_never_cut BEFORE TRUNCATE ON ledger_transfer
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER ledger_entries_never_change BEFORE UPDATE OR DELETE ON ledger_entry
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER ledger_entries_are_never_cut BEFORE TRUNCATE ON ledger_entry
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
