-- What was signed stays as it was signed: the sheet as JSON with its SHA-256, written when it is handed in. Arrival and departure days count
-- into the quota, at most one each by the standard; empty while nobody has typed them, then they follow from the class's days and timetable.
ALTER TABLE class_settlement ADD COLUMN sheet text NOT NULL DEFAULT '';
ALTER TABLE class_settlement ADD COLUMN sheet_hash text NOT NULL DEFAULT '';
ALTER TABLE class_settlement ADD COLUMN arrival_days integer CHECK (arrival_days >= 0);
ALTER TABLE class_settlement ADD COLUMN departure_days integer CHECK (departure_days >= 0);

-- What a class is planned to cost, by kind of cost, for classes on budget lines that others use too.
CREATE TABLE class_cost_plan (
  class_id bigint NOT NULL REFERENCES training_class (id),
  kind text NOT NULL,
  amount bigint NOT NULL CHECK (amount > 0),
  PRIMARY KEY (class_id, kind)
);
