-- Which intake questions were answered yes, comma-separated; null while they are unanswered (BJTU 4).
ALTER TABLE project ADD COLUMN intake text;
-- The person who answers for the project (BJTU 2).
ALTER TABLE project ADD COLUMN responsible text NOT NULL DEFAULT '';
-- The run it repeats, when it was made by copying.
ALTER TABLE project ADD COLUMN copied_from text;

-- Agreed shares of lead and co-units in basis points (BJTU 8); none means that the lead works alone.
CREATE TABLE project_share (
  project_id bigint NOT NULL REFERENCES project (id),
  unit_id bigint NOT NULL REFERENCES owning_unit (id),
  basis_points integer NOT NULL CHECK (basis_points BETWEEN 1 AND 10000),
  PRIMARY KEY (project_id, unit_id)
);

-- Partners outside the school, with what the rules ask of them (MOE23 13).
CREATE TABLE project_partner (
  id {{id}},
  project_id bigint NOT NULL REFERENCES project (id),
  name text NOT NULL,
  credit_code text NOT NULL,
  work text NOT NULL,
  checked_on text,
  check_result text NOT NULL,
  check_hash text NOT NULL,
  check_file text NOT NULL,
  is_declared boolean NOT NULL,
  related_persons text NOT NULL,
  runs_whole boolean NOT NULL,
  recruits boolean NOT NULL,
  collects_fees boolean NOT NULL,
  UNIQUE (project_id, name)
);

-- Software, platforms and services to be bought, with the approval of the purchase (BJTU 37).
CREATE TABLE project_purchase (
  id {{id}},
  project_id bigint NOT NULL REFERENCES project (id),
  name text NOT NULL,
  amount bigint NOT NULL CHECK (amount >= 0),
  approval_no text NOT NULL,
  UNIQUE (project_id, name)
);

-- Approvals by others that must be there first (BJTU 7, NPU 4(a)).
CREATE TABLE project_document (
  id {{id}},
  project_id bigint NOT NULL REFERENCES project (id),
  kind text NOT NULL,
  number text NOT NULL,
  issuer text NOT NULL,
  issued_on text NOT NULL,
  file_hash text NOT NULL,
  file_name text NOT NULL,
  UNIQUE (project_id, kind, number)
);

CREATE TABLE approved_price (
  id {{id}},
  request_key text UNIQUE,
  name text NOT NULL,
  amount bigint NOT NULL CHECK (amount >= 0),
  basis text NOT NULL,
  filing_no text NOT NULL UNIQUE,
  file_hash text NOT NULL,
  file_name text NOT NULL,
  holds_from text NOT NULL,
  holds_until text,
  version integer NOT NULL,
  CHECK (holds_until IS NULL OR holds_from <= holds_until)
);

CREATE TABLE banned_word (
  id {{id}},
  word text NOT NULL UNIQUE,
  uses text NOT NULL,
  is_open_only boolean NOT NULL,
  citation text NOT NULL,
  is_active boolean NOT NULL
);

-- Phrases inside which a banned word is no offence: recognised by a document, or harmless (国家标准).
CREATE TABLE allowed_phrase (
  id {{id}},
  phrase text NOT NULL UNIQUE,
  document text NOT NULL,
  is_active boolean NOT NULL
);
