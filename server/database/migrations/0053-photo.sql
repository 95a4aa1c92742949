-- Pictures taken at a household: encoded anew without the place where they were taken, sealed with its key.
CREATE TABLE photo (
  id           uuid PRIMARY KEY,
  household_id uuid NOT NULL REFERENCES household (id),
  width        integer NOT NULL CHECK (width BETWEEN 1 AND 2048),
  height       integer NOT NULL CHECK (height BETWEEN 1 AND 2048),
  contents     bytea NOT NULL,
  sent_by      uuid NOT NULL REFERENCES account (id),
  received_at  timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX photo_by_household ON photo (household_id, id);

CREATE TABLE visit_photo (
  visit_id uuid NOT NULL REFERENCES visit (id),
  photo_id uuid NOT NULL REFERENCES photo (id),
  PRIMARY KEY (visit_id, photo_id),
  CONSTRAINT a_photo_is_of_one_visit UNIQUE (photo_id)
);
