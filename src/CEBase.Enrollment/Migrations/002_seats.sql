-- The hot row of a class: every change of who holds a seat and of the line passes through it.
CREATE TABLE seat_pool (
  class_id bigint PRIMARY KEY,
  capacity integer NOT NULL CHECK (capacity >= 0),
  taken integer NOT NULL,
  turn bigint NOT NULL,
  is_open boolean NOT NULL,
  CHECK (taken >= 0 AND taken <= capacity)
);

-- A cap for one group on the same seats.
CREATE TABLE seat_group (
  quota_id bigint PRIMARY KEY,
  class_id bigint NOT NULL,
  label text NOT NULL,
  employer_key text,
  seats integer NOT NULL CHECK (seats >= 0),
  taken integer NOT NULL,
  CHECK (taken >= 0 AND taken <= seats)
);
CREATE INDEX seat_group_class ON seat_group (class_id);

-- People of one organisation who are seated together or wait together.
CREATE TABLE group_application (
  id {{id}},
  class_id bigint NOT NULL,
  organisation text NOT NULL,
  people integer NOT NULL CHECK (people > 0),
  applied_by bigint,
  applied_by_name text NOT NULL,
  applied_at text NOT NULL
);
CREATE INDEX group_application_class ON group_application (class_id);

CREATE TABLE enrolment (
  id {{id}},
  class_id bigint NOT NULL,
  learner_id bigint NOT NULL REFERENCES learner (id),
  state text NOT NULL,
  source text NOT NULL,
  quota_id bigint,
  turn bigint NOT NULL,
  group_application_id bigint REFERENCES group_application (id),
  applied_at text NOT NULL,
  decided_at text,
  UNIQUE (class_id, learner_id)
);
CREATE INDEX enrolment_line ON enrolment (class_id, state, turn);
CREATE INDEX enrolment_learner ON enrolment (learner_id);
CREATE INDEX enrolment_group ON enrolment (group_application_id);

-- Append-only: a seat claimed (+1) or given back (-1), by whom and why. The sum of a class is its pool's taken.
CREATE TABLE seat_ledger (
  id {{id}},
  class_id bigint NOT NULL,
  enrolment_id bigint NOT NULL REFERENCES enrolment (id),
  learner_id bigint NOT NULL,
  quota_id bigint,
  change integer NOT NULL CHECK (change IN (1, -1)),
  reason text NOT NULL,
  at text NOT NULL
);
CREATE INDEX seat_ledger_class ON seat_ledger (class_id);
CREATE INDEX seat_ledger_enrolment ON seat_ledger (enrolment_id);
