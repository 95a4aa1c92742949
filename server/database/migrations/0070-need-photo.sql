-- Pictures that belong to a need, as of the thing that is wished for: for those who serve its household, and for nobody else.
CREATE TABLE need_photo (
  need_id  uuid NOT NULL REFERENCES need (id),
  photo_id uuid NOT NULL REFERENCES photo (id),
  PRIMARY KEY (need_id, photo_id),
  CONSTRAINT a_photo_is_of_one_need UNIQUE (photo_id)
);
