CREATE TABLE letter (
  id {{id}},
  state text NOT NULL,
  state_since text NOT NULL,
  subject text NOT NULL,
  body text NOT NULL,
  written_by bigint NOT NULL REFERENCES account (id)
);
