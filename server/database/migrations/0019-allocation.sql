-- A part of a donation set aside for a need: so many fen of its money, or so many pieces of one of its lots. Where they are, the ledger
-- says; this says for whom, by whom, and how it ended. Every change begins at the need, which its writer holds.
ALTER TABLE donation_lot ADD CONSTRAINT a_lot_is_of_one_donation UNIQUE (id, donation_id);
ALTER TABLE claim ADD CONSTRAINT a_claim_is_of_one_need UNIQUE (id, need_id);

CREATE TABLE allocation (
  id               uuid PRIMARY KEY,
  -- The client-made id of the command that made it: one command may allocate from several donations.
  command_id       uuid NOT NULL REFERENCES audit_line (command_id),
  donation_id      uuid NOT NULL REFERENCES donation (id),
  -- The lot, of goods; none of money.
  lot_id           uuid,
  need_id          uuid NOT NULL REFERENCES need (id),
  -- The claim that delivers it; none while it is for the need as a whole.
  claim_id         uuid,
  -- Whose budget pays.
  project_id       uuid REFERENCES charity_project (id),
  amount           bigint NOT NULL,
  -- What it is worth, and what the budget is charged.
  value_fen        bigint NOT NULL,
  status           text NOT NULL CHECK (status IN ('RESERVED', 'DELIVERED', 'RELEASED', 'REVERSED')),
  -- What reached the household, at most what was set aside; stays when the delivery is reversed.
  delivered_amount bigint,
  reason           text CHECK (length(reason) BETWEEN 1 AND 60),
  automatic        boolean NOT NULL,
  decided_by       uuid NOT NULL REFERENCES account (id),
  reserved_at      timestamptz NOT NULL DEFAULT now(),
  settled_at       timestamptz,
  CONSTRAINT an_allocation_takes_a_lot_of_its_donation FOREIGN KEY (lot_id, donation_id) REFERENCES donation_lot (id, donation_id),
  CONSTRAINT an_allocation_goes_to_a_claim_of_its_need FOREIGN KEY (claim_id, need_id) REFERENCES claim (id, need_id),
  CONSTRAINT an_allocation_sets_something_aside CHECK (amount BETWEEN 1 AND 9007199254740991),
  CONSTRAINT an_allocation_is_worth_whole_fen CHECK (value_fen BETWEEN 0 AND 9007199254740991),
  CONSTRAINT money_is_worth_itself CHECK (lot_id IS NOT NULL OR value_fen = amount),
  CONSTRAINT goods_are_worth_the_same_piece_by_piece CHECK (value_fen % amount = 0),
  CONSTRAINT only_what_is_reserved_is_unsettled CHECK ((status = 'RESERVED') = (settled_at IS NULL)),
  CONSTRAINT what_was_delivered_says_how_much CHECK ((status IN ('DELIVERED', 'REVERSED')) = (delivered_amount IS NOT NULL)),
  CONSTRAINT no_more_is_delivered_than_was_set_aside CHECK (delivered_amount BETWEEN 1 AND amount),
  CONSTRAINT what_did_not_arrive_says_why CHECK ((status IN ('RELEASED', 'REVERSED')) = (reason IS NOT NULL))
);
CREATE INDEX allocation_by_command ON allocation (command_id);
CREATE INDEX allocation_by_donation ON allocation (donation_id, id);
CREATE INDEX allocation_by_lot ON allocation (lot_id) WHERE lot_id IS NOT NULL;
CREATE INDEX allocation_by_need ON allocation (need_id, id);
CREATE INDEX allocation_by_claim ON allocation (claim_id) WHERE claim_id IS NOT NULL;
CREATE INDEX allocation_by_project ON allocation (project_id, id) WHERE project_id IS NOT NULL;

-- A donation is for a project that there is; a transfer names an allocation that there is.
ALTER TABLE donation ADD CONSTRAINT an_earmark_names_a_project FOREIGN KEY (earmark_project_id) REFERENCES charity_project (id);
ALTER TABLE ledger_transfer ADD CONSTRAINT a_transfer_names_an_allocation FOREIGN KEY (allocation_id) REFERENCES allocation (id);

-- What is there and free, among all that was ever given.
CREATE INDEX ledger_balance_free ON ledger_balance (holding_id) WHERE book = 'RECEIVED' AND balance > 0;
