-- Revisits are owed after entry to and exit from the register as well, also for people of no registered household. What a visitor wrote
-- down in clear is sealed from now on; no installation has such words yet that would have to be kept.
ALTER TABLE revisit
  ALTER COLUMN need_id DROP NOT NULL,
  ALTER COLUMN household_id DROP NOT NULL,
  DROP COLUMN note,
  ADD COLUMN occasion text NOT NULL DEFAULT 'DELIVERY' CHECK (occasion IN ('DELIVERY', 'REGISTER_ENTRY', 'REGISTER_EXIT')),
  ADD COLUMN entry_id uuid REFERENCES register_entry (id),
  ADD COLUMN visited_on date,
  ADD COLUMN remark bytea;
UPDATE revisit SET visited_on = (done_at AT TIME ZONE 'Asia/Shanghai')::date WHERE done_at IS NOT NULL;
ALTER TABLE revisit
  ADD CONSTRAINT a_revisit_follows_a_delivery_or_a_stay CHECK
    ((occasion = 'DELIVERY') = (need_id IS NOT NULL) AND (need_id IS NULL) = (entry_id IS NOT NULL)),
  ADD CONSTRAINT a_stay_has_one_revisit_of_an_occasion_a_day UNIQUE (entry_id, occasion, due_on),
  ADD CONSTRAINT a_revisit_done_has_a_day CHECK ((done_at IS NULL) = (visited_on IS NULL));
CREATE INDEX revisit_by_household ON revisit (household_id) WHERE household_id IS NOT NULL;
