-- Since when nobody matches a need of the open pool; once per change of state. It means something only while the need is open.
ALTER TABLE need
  ADD COLUMN unmatched_since timestamptz,
  -- Who referred it last: no referral tells it of a need that nobody matched, or that is held back.
  ADD COLUMN referred_by uuid REFERENCES account (id);
CREATE INDEX need_unmatched ON need (unmatched_since, id)
  WHERE unmatched_since IS NOT NULL AND status IN ('PUBLISHED', 'PARTIALLY_CLAIMED');

-- What the engine knew, packed: about a tenth of the same as jsonb. Older decisions keep the form they were written in.
ALTER TABLE decision
  ALTER COLUMN inputs DROP NOT NULL,
  ADD COLUMN packed_inputs bytea,
  ADD CONSTRAINT a_decision_keeps_its_inputs_in_one_form CHECK (num_nonnulls(inputs, packed_inputs) = 1);

-- Decisions leave when their time is over: what was only shown, and much later what was acted on.
CREATE INDEX decision_shown_by_time ON decision (at) WHERE kind NOT IN ('REFERRAL', 'CLAIM');
CREATE INDEX decision_acted_by_time ON decision (at) WHERE kind IN ('REFERRAL', 'CLAIM');

-- Whatever the configuration says, nothing leaves earlier than this.
CREATE FUNCTION refuse_early_removal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.at < now() - (CASE WHEN OLD.kind IN ('REFERRAL', 'CLAIM') THEN interval '365 days' ELSE interval '30 days' END)
  THEN RETURN OLD;
  END IF;
  RAISE EXCEPTION 'decisions are never changed or removed before their time' USING ERRCODE = '23001';
END $$;
DROP TRIGGER decisions_never_change ON decision;
CREATE TRIGGER decisions_never_change BEFORE UPDATE ON decision
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER decisions_are_never_removed_early BEFORE DELETE ON decision
  FOR EACH ROW EXECUTE FUNCTION refuse_early_removal();
