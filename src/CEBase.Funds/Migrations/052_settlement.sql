-- The settlement of a class: handed in by its adviser, confirmed by finance, signed by a leader, with the sum that was signed.
CREATE TABLE class_settlement (
  class_id bigint PRIMARY KEY REFERENCES training_class (id),
  state text NOT NULL,
  total bigint NOT NULL CHECK (total >= 0),
  submitted_by bigint,
  submitted_by_name text NOT NULL,
  submitted_at text,
  confirmed_by bigint,
  confirmed_by_name text NOT NULL,
  confirmed_at text,
  signed_by bigint,
  signed_by_name text NOT NULL,
  signed_at text
);
