-- Pictures of the papers of an application: for those who serve its household, and for nobody else.
CREATE TABLE policy_application_photo (
  application_id uuid NOT NULL,
  position       integer NOT NULL,
  photo_id       uuid NOT NULL REFERENCES photo (id),
  PRIMARY KEY (application_id, position, photo_id),
  FOREIGN KEY (application_id, position) REFERENCES policy_application_document (application_id, position),
  CONSTRAINT a_photo_is_of_one_document UNIQUE (photo_id)
);
