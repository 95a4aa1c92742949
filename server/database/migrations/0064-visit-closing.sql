-- A visit that nobody owes any more without one: its trigger was wrong, or the household was erased.
ALTER TABLE visit_obligation
  ADD COLUMN closed_at timestamptz,
  -- Null where the platform closed it by itself.
  ADD COLUMN closed_by uuid REFERENCES account (id),
  ADD COLUMN closing_reason text CHECK (closing_reason IN ('WRONG_PERSON', 'DID_NOT_OCCUR', 'TOLD_TWICE', 'HOUSEHOLD_ERASED')),
  ADD CONSTRAINT an_obligation_is_closed_for_a_reason
    CHECK (num_nulls(closed_at, closing_reason) IN (0, 2) AND (closed_by IS NULL OR closed_at IS NOT NULL)),
  ADD CONSTRAINT an_obligation_ends_once CHECK (done_at IS NULL OR closed_at IS NULL);

-- Who was found only by triggers that were all wrong is nobody to look for.
ALTER TABLE found_person DROP CONSTRAINT found_person_outcome_check;
ALTER TABLE found_person ADD CONSTRAINT a_found_person_has_a_known_outcome
  CHECK (outcome IN ('REGISTERED', 'REFUSED', 'MOVED_AWAY', 'NOT_FOUND', 'VOIDED'));

-- From the approval of its erasure on, nothing new is written down of a household.
ALTER TABLE household ADD COLUMN erasure_began_at timestamptz;
UPDATE household SET erasure_began_at = asked.decided_at
  FROM (SELECT household_id, min(decided_at) AS decided_at FROM rights_request
         WHERE kind = 'ERASURE' AND status IN ('APPROVED', 'DONE') GROUP BY household_id) asked
 WHERE id = asked.household_id;
UPDATE household SET erasure_began_at = now() WHERE data_key IS NULL AND erasure_began_at IS NULL;
ALTER TABLE household ADD CONSTRAINT a_household_without_a_key_is_erased CHECK (data_key IS NOT NULL OR erasure_began_at IS NOT NULL);
CREATE INDEX household_erased ON household (id) WHERE erasure_began_at IS NOT NULL;
