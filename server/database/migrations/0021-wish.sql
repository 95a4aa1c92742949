-- Micro-wishes (微心愿) that are held by shares. A wish is a need; how much of its price is held, and received of that, stands beside
-- its quantity, so that a claim and a share of one wish meet in one row.
ALTER TABLE need
  -- The thing itself, as it will be bought; the card says it in the household's words.
  ADD COLUMN wished_item  text CHECK (length(wished_item) BETWEEN 1 AND 60),
  ADD COLUMN held_fen     bigint NOT NULL DEFAULT 0,
  ADD COLUMN received_fen bigint NOT NULL DEFAULT 0,
  ADD CONSTRAINT only_a_wish_names_its_item CHECK (wished_item IS NULL OR kind = 'MICRO_WISH'),
  ADD CONSTRAINT a_wish_is_never_held_above_its_price CHECK (held_fen BETWEEN 0 AND coalesce(price_ceiling_fen, 0)),
  ADD CONSTRAINT a_wish_has_received_no_more_than_is_held CHECK (received_fen BETWEEN 0 AND held_fen),
  ADD CONSTRAINT a_shared_wish_is_claimed_once_it_is_paid CHECK (held_fen = 0 OR quantity_claimed = 0 OR received_fen = price_ceiling_fen);

-- Money that may be used for one wish and nothing else.
ALTER TABLE donation
  ADD COLUMN earmark_need_id uuid REFERENCES need (id),
  ADD CONSTRAINT only_money_is_given_for_a_wish CHECK (earmark_need_id IS NULL OR form = 'MONEY');
CREATE INDEX donation_by_need ON donation (earmark_need_id) WHERE earmark_need_id IS NOT NULL;

-- A share is a donation of money for one wish; the donation says who gives it to which charity.
CREATE TABLE wish_share (
  id           uuid PRIMARY KEY REFERENCES donation (id),
  need_id      uuid NOT NULL REFERENCES need (id),
  donor_id     uuid NOT NULL REFERENCES donor (id),
  -- What is held of the price; once received, what was received.
  amount_fen   bigint NOT NULL,
  status       text NOT NULL CHECK (status IN ('HELD', 'RECEIVED', 'DELIVERED', 'WITHDRAWN', 'EXPIRED', 'RELEASED')),
  status_since timestamptz NOT NULL DEFAULT now(),
  -- When the place is given to others if nothing was handed over.
  lease_until  timestamptz,
  shared_by    uuid NOT NULL REFERENCES account (id),
  shared_at    timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT a_share_is_above_zero CHECK (amount_fen BETWEEN 1 AND 100000),
  CONSTRAINT a_share_runs_out_until_it_is_received CHECK ((status = 'HELD') = (lease_until IS NOT NULL))
);
CREATE INDEX wish_share_by_need ON wish_share (need_id, id);
CREATE INDEX wish_share_by_donor ON wish_share (donor_id, id);
CREATE INDEX wish_share_by_lease ON wish_share (lease_until) WHERE status = 'HELD';

-- The label (标签) of goods that were checked for a wish: what was checked and by whom; nothing of the household.
CREATE TABLE wish_label (
  id         uuid PRIMARY KEY,
  need_id    uuid NOT NULL REFERENCES need (id),
  code       text NOT NULL CHECK (code ~ '^[2-9A-HJ-NP-Z]{16}$'),
  item       text NOT NULL CHECK (length(item) BETWEEN 1 AND 60),
  quantity   integer NOT NULL CHECK (quantity BETWEEN 1 AND 1000),
  condition  text NOT NULL CHECK (condition IN ('NEW', 'GOOD', 'USED')),
  note       text CHECK (length(note) BETWEEN 1 AND 200),
  checked_by uuid NOT NULL REFERENCES account (id),
  checked_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT a_label_has_a_code_of_its_own UNIQUE (code)
);
CREATE INDEX wish_label_by_need ON wish_label (need_id, checked_at);
CREATE TRIGGER labels_never_change BEFORE UPDATE OR DELETE ON wish_label
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER labels_are_never_cut BEFORE TRUNCATE ON wish_label
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- The household's thank-you: sealed with its key until somebody has read and decided, and then only as it was let through.
CREATE TABLE wish_thanks (
  id               uuid PRIMARY KEY,
  need_id          uuid NOT NULL REFERENCES need (id),
  status           text NOT NULL CHECK (status IN ('PENDING', 'APPROVED', 'REJECTED')),
  sealed_text      bytea,
  approved_text    text CHECK (length(approved_text) BETWEEN 1 AND 500),
  rejection_reason text CHECK (length(rejection_reason) BETWEEN 1 AND 60),
  said_at          timestamptz NOT NULL DEFAULT now(),
  decided_by       uuid REFERENCES account (id),
  decided_at       timestamptz,
  CONSTRAINT a_text_is_sealed_until_it_is_decided CHECK ((status = 'PENDING') = (sealed_text IS NOT NULL)),
  CONSTRAINT only_an_approved_text_is_in_the_open CHECK ((status = 'APPROVED') = (approved_text IS NOT NULL)),
  CONSTRAINT a_rejection_says_why CHECK ((status = 'REJECTED') = (rejection_reason IS NOT NULL)),
  CONSTRAINT a_decision_has_its_author_and_time CHECK ((status = 'PENDING') = (decided_at IS NULL) AND num_nulls(decided_by, decided_at) IN (0, 2))
);
CREATE UNIQUE INDEX a_wish_is_thanked_once ON wish_thanks (need_id) WHERE status <> 'REJECTED';

-- A donor's consent to stand on the honour board, under the name it chose, sealed with a key of its own; when it is withdrawn name
-- and key are gone.
CREATE TABLE honour_consent (
  id           uuid PRIMARY KEY,
  donor_id     uuid NOT NULL REFERENCES donor (id),
  data_key     bytea,
  name         bytea,
  shows_amount boolean NOT NULL,
  method       text NOT NULL CHECK (method IN ('PORTAL', 'WRITTEN', 'PHONE')),
  agreed_at    timestamptz NOT NULL DEFAULT now(),
  recorded_by  uuid NOT NULL REFERENCES account (id),
  withdrawn_at timestamptz,
  withdrawn_by uuid REFERENCES account (id),
  CONSTRAINT a_name_is_kept_while_the_consent_stands CHECK (num_nulls(data_key, name) = CASE WHEN withdrawn_at IS NULL THEN 0 ELSE 2 END),
  CONSTRAINT a_withdrawal_has_its_author CHECK (num_nulls(withdrawn_at, withdrawn_by) IN (0, 2))
);
CREATE UNIQUE INDEX a_donor_agrees_once_at_a_time ON honour_consent (donor_id) WHERE withdrawn_at IS NULL;
CREATE INDEX honour_consent_standing ON honour_consent (agreed_at, id) WHERE withdrawn_at IS NULL;
