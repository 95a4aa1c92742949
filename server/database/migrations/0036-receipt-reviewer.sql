-- Who reviewed a receipt is an account, a second person; its name stays on the receipt as it was. Receipts from before name nobody
-- and may still be voided.
ALTER TABLE receipt
  ADD COLUMN reviewed_by uuid REFERENCES account (id),
  ADD CONSTRAINT a_receipt_is_reviewed_by_another_person CHECK (reviewed_by <> issued_by),
  ADD CONSTRAINT a_receipt_is_reviewed_by_an_account CHECK (reviewed_by IS NOT NULL OR status = 'VOIDED') NOT VALID;
