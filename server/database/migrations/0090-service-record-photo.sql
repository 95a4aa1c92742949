-- Pictures of what was done under a claim: for who may read the record, destroyed with the key of the household.
CREATE TABLE service_record_photo (
  service_record_id uuid NOT NULL REFERENCES service_record (id),
  photo_id          uuid NOT NULL REFERENCES photo (id),
  PRIMARY KEY (service_record_id, photo_id),
  CONSTRAINT a_photo_is_of_one_service_record UNIQUE (photo_id)
);
