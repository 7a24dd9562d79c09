-- A unit that may run projects (承办单位): filed with the school, and not suspended.
CREATE TABLE owning_unit (
  id {{id}},
  name text NOT NULL UNIQUE,
  filing_no text NOT NULL,
  filed_on text,
  is_suspended boolean NOT NULL,
  suspended_reason text NOT NULL,
  is_legal_person boolean NOT NULL,
  disciplines text NOT NULL
);

CREATE TABLE project (
  id {{id}},
  number text NOT NULL UNIQUE,
  request_key text UNIQUE,
  approval_no text UNIQUE,
  state text NOT NULL,
  state_since text NOT NULL,
  year integer NOT NULL,
  name text NOT NULL,
  unit_id bigint NOT NULL REFERENCES owning_unit (id),
  funding text NOT NULL CHECK (funding IN ('Fiscal', 'Commissioned', 'Open', 'BaseGrant')),
  form text NOT NULL,
  task text NOT NULL,
  is_open_enrolment boolean NOT NULL,
  is_service_only boolean NOT NULL,
  audience text NOT NULL,
  headcount integer NOT NULL CHECK (headcount > 0),
  starts_on text NOT NULL,
  ends_on text NOT NULL,
  hours integer NOT NULL CHECK (hours > 0),
  fee bigint NOT NULL CHECK (fee >= 0),
  city text NOT NULL,
  plan_item_id bigint,
  price_id bigint,
  client_id bigint,
  version integer NOT NULL,
  CHECK (starts_on <= ends_on)
);
CREATE INDEX project_state ON project (state, starts_on);
CREATE INDEX project_unit ON project (unit_id);

-- The last number given, by kind of number and year; taken in the transaction that gives it, so numbers have no gaps.
CREATE TABLE project_counter (
  kind text NOT NULL,
  year integer NOT NULL,
  last integer NOT NULL CHECK (last >= 0),
  PRIMARY KEY (kind, year)
);
