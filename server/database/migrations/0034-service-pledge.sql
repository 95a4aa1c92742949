-- What an organisation offers as a gift to a charity: standing, or one-off, of which each confirmed delivery uses up a place for good.
-- Such an offering is open to needs whatever kind of organisation gives it.
ALTER TABLE service_offering ADD COLUMN pledge text
  CONSTRAINT a_gift_of_services_is_standing_or_one_off CHECK (pledge IN ('STANDING', 'ONE_OFF'));
ALTER TABLE donation ADD CONSTRAINT an_offering_is_one_gift UNIQUE (offering_id);
