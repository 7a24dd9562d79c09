-- Titles held before the present one; each until a day, included.
CREATE TABLE instructor_title_held (
  id {{id}},
  instructor_id bigint NOT NULL REFERENCES instructor (id),
  title text NOT NULL,
  title_level text NOT NULL CHECK (title_level IN ('None', 'Junior', 'Intermediate', 'AssociateSenior', 'FullSenior')),
  held_until text NOT NULL,
  UNIQUE (instructor_id, held_until)
);
