CREATE TABLE policy_parameter (
  id {{id}},
  name text NOT NULL UNIQUE,
  label text NOT NULL,
  topic text NOT NULL,
  kind text NOT NULL,
  unit text NOT NULL,
  note text NOT NULL
);

-- Values of one parameter never overlap: the service holds that under a lock of the parameter's row, the keys below hold what a key can.
CREATE TABLE policy_parameter_value (
  id {{id}},
  parameter_id bigint NOT NULL REFERENCES policy_parameter (id),
  value text NOT NULL,
  holds_from text NOT NULL,
  holds_until text,
  checked_until text,
  citation text NOT NULL,
  source text NOT NULL,
  certainty text NOT NULL,
  UNIQUE (parameter_id, holds_from),
  CHECK (holds_until IS NULL OR holds_until >= holds_from)
);
CREATE UNIQUE INDEX policy_parameter_value_open ON policy_parameter_value (parameter_id) WHERE holds_until IS NULL;
