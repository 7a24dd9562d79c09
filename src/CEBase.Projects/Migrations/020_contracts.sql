-- An entrusting organisation (委托单位). One a credit code, which is kept normalised.
CREATE TABLE client (
  id {{id}},
  request_key text UNIQUE,
  name text NOT NULL,
  credit_code text NOT NULL UNIQUE,
  code_fits boolean NOT NULL,
  licence_seen_by text NOT NULL,
  licence_seen_on text,
  region text NOT NULL,
  is_outside_region boolean NOT NULL,
  contact_name text NOT NULL,
  contact_phone text NOT NULL,
  invoice_title text NOT NULL,
  invoice_details text NOT NULL,
  related_persons text NOT NULL,
  is_relation_declared boolean NOT NULL,
  version integer NOT NULL
);
CREATE INDEX client_name ON client (name);

-- Words that a contract or promotion material may not hold: recruiting agents, whole outsourcing, commissions, fees taken by others.
CREATE TABLE red_flag_word (
  word text PRIMARY KEY,
  topic text NOT NULL,
  reason text NOT NULL,
  citations text NOT NULL,
  in_contracts boolean NOT NULL,
  in_promotion boolean NOT NULL
);

-- The school's templates. A version is never changed; a new text is a new version.
CREATE TABLE contract_template (
  id {{id}},
  request_key text UNIQUE,
  code text NOT NULL,
  version integer NOT NULL CHECK (version > 0),
  name text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('Training', 'Service')),
  holds_from text NOT NULL,
  body text NOT NULL,
  UNIQUE (code, version)
);
{{append_only contract_template}}

CREATE TABLE contract (
  id {{id}},
  number text NOT NULL UNIQUE,
  request_key text UNIQUE,
  state text NOT NULL,
  state_since text NOT NULL,
  client_id bigint NOT NULL REFERENCES client (id),
  project_id bigint NOT NULL REFERENCES project (id),
  kind text NOT NULL CHECK (kind IN ('Training', 'Service')),
  template_id bigint REFERENCES contract_template (id),
  deviation text NOT NULL,
  has_safety_clause boolean NOT NULL,
  headcount integer NOT NULL CHECK (headcount > 0),
  price bigint NOT NULL CHECK (price >= 0),
  starts_on text NOT NULL,
  ends_on text NOT NULL,
  negotiated_on text NOT NULL,
  signed_on text,
  scan_hash text,
  scan_name text NOT NULL,
  scan_uploaded_at text,
  key_terms text NOT NULL,
  partners text NOT NULL,
  is_declared boolean NOT NULL,
  version integer NOT NULL,
  CHECK (starts_on <= ends_on)
);
CREATE INDEX contract_state ON contract (state, starts_on);
CREATE INDEX contract_client ON contract (client_id);
-- A project has one living contract.
CREATE UNIQUE INDEX contract_living ON contract (project_id) WHERE state NOT IN ('ended', 'cancelled');

-- A change of a signed contract (补充协议). What is null stays as it was; only signed ones count, in the order of their numbers.
CREATE TABLE contract_amendment (
  id {{id}},
  request_key text UNIQUE,
  contract_id bigint NOT NULL REFERENCES contract (id),
  number integer NOT NULL CHECK (number > 0),
  state text NOT NULL,
  state_since text NOT NULL,
  starts_on text,
  ends_on text,
  headcount integer CHECK (headcount > 0),
  price bigint CHECK (price >= 0),
  reason text NOT NULL,
  signed_on text,
  scan_hash text,
  scan_name text NOT NULL,
  scan_uploaded_at text,
  version integer NOT NULL,
  UNIQUE (contract_id, number)
);
-- One at a time: what the next one changes is only known once the last is signed or dropped.
CREATE UNIQUE INDEX contract_amendment_draft ON contract_amendment (contract_id) WHERE state = 'draft';
