-- What is asked for, by whom, for which day and at what cost; approved by a second person.
CREATE TABLE example_item (
  id {{id}},
  title text NOT NULL,
  grounds text NOT NULL,
  day text NOT NULL,
  amount bigint NOT NULL CHECK (amount >= 0),
  state text NOT NULL,
  state_since text NOT NULL,
  made_by bigint,
  made_by_name text NOT NULL,
  request_key text NOT NULL UNIQUE
);
CREATE INDEX example_item_state ON example_item (state);
