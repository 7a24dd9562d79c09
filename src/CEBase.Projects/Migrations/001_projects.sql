-- A unit that may run projects (承办单位): filed with the school, and not suspended.
CREATE TABLE owning_unit (
  id {{id}},
  name text NOT NULL UNIQUE,
  filing_no text NOT NULL,
  filed_on text,
  is_suspended boolean NOT NULL,
  suspended_reason text NOT NULL,
  is_legal_person boolean NOT NULL,
  disciplines text NOT NULL,
  suspended_until text,
  contact text NOT NULL DEFAULT '',
  request_key text,
  version integer NOT NULL DEFAULT 1
);
CREATE UNIQUE INDEX owning_unit_request ON owning_unit (request_key);

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
  -- Which intake questions were answered yes, comma-separated; null while they are unanswered (BJTU 4).
  intake text,
  -- The person who answers for the project (BJTU 2).
  responsible text NOT NULL DEFAULT '',
  -- The run it repeats, when it was made by copying.
  copied_from text,
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

-- Rectification orders (BJTU 44): what is to be mended until when, with or without stopping the unit.
CREATE TABLE unit_order (
  id {{id}},
  unit_id bigint NOT NULL REFERENCES owning_unit (id),
  issued_on text NOT NULL,
  reason text NOT NULL,
  deadline text NOT NULL,
  stops boolean NOT NULL,
  closed_on text,
  result text NOT NULL
);
CREATE INDEX unit_order_unit ON unit_order (unit_id);

-- The unit's own rules, each version kept (BJTU 41).
CREATE TABLE unit_rule (
  id {{id}},
  unit_id bigint NOT NULL REFERENCES owning_unit (id),
  title text NOT NULL,
  version text NOT NULL,
  in_force_from text NOT NULL,
  file_hash text NOT NULL,
  file_name text NOT NULL,
  UNIQUE (unit_id, title, version)
);

-- Managers of the unit's non-degree education (BJTU 20).
CREATE TABLE unit_manager (
  id {{id}},
  unit_id bigint NOT NULL REFERENCES owning_unit (id),
  name text NOT NULL,
  employment text NOT NULL,
  is_full_time boolean NOT NULL,
  filed_on text,
  left_on text,
  UNIQUE (unit_id, name)
);

CREATE TABLE annual_plan (
  id {{id}},
  year integer NOT NULL,
  unit_id bigint NOT NULL REFERENCES owning_unit (id),
  state text NOT NULL,
  state_since text NOT NULL,
  note text NOT NULL,
  revision integer NOT NULL,
  filed_on text,
  version integer NOT NULL,
  UNIQUE (year, unit_id)
);

-- How the need was found out (NPU 16).
CREATE TABLE need_survey (
  id {{id}},
  plan_id bigint NOT NULL REFERENCES annual_plan (id),
  title text NOT NULL,
  method text NOT NULL,
  sample integer NOT NULL CHECK (sample >= 0),
  held_on text NOT NULL,
  findings text NOT NULL,
  file_hash text NOT NULL,
  file_name text NOT NULL,
  UNIQUE (plan_id, title)
);

CREATE TABLE plan_item (
  id {{id}},
  plan_id bigint NOT NULL REFERENCES annual_plan (id),
  name text NOT NULL,
  task text NOT NULL,
  form text NOT NULL,
  month integer NOT NULL CHECK (month BETWEEN 1 AND 12),
  runs integer NOT NULL CHECK (runs > 0),
  headcount integer NOT NULL CHECK (headcount > 0),
  hours integer NOT NULL CHECK (hours > 0),
  budget bigint NOT NULL CHECK (budget >= 0),
  survey_id bigint REFERENCES need_survey (id),
  UNIQUE (plan_id, name)
);

-- Research on continuing education and what became of it (NPU 15).
CREATE TABLE research_topic (
  id {{id}},
  request_key text UNIQUE,
  title text NOT NULL,
  source text NOT NULL,
  leader text NOT NULL,
  starts_on text NOT NULL,
  ends_on text,
  result text NOT NULL,
  applied text NOT NULL,
  file_hash text NOT NULL,
  file_name text NOT NULL,
  version integer NOT NULL
);

-- Exchanges and cooperation with firms, universities and institutes (NPU 22).
CREATE TABLE exchange_activity (
  id {{id}},
  request_key text UNIQUE,
  kind text NOT NULL,
  title text NOT NULL,
  partner text NOT NULL,
  held_on text NOT NULL,
  place text NOT NULL,
  people integer NOT NULL CHECK (people >= 0),
  summary text NOT NULL,
  file_hash text NOT NULL,
  file_name text NOT NULL,
  version integer NOT NULL
);

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

-- Versions of the text a learner of an open class agrees to (知情协议). A published one is never changed.
CREATE TABLE agreement_text (
  id {{id}},
  request_key text UNIQUE,
  version integer NOT NULL UNIQUE CHECK (version > 0),
  title text NOT NULL,
  text text NOT NULL,
  published_at text NOT NULL,
  published_by text NOT NULL
);
{{append_only agreement_text}}

-- Promotion material (招生宣传材料) with the terms it states, as fields to be compared with the approved project.
CREATE TABLE promotion (
  id {{id}},
  request_key text UNIQUE,
  project_id bigint NOT NULL REFERENCES project (id),
  state text NOT NULL,
  state_since text NOT NULL,
  title text NOT NULL,
  body text NOT NULL,
  says_name text NOT NULL,
  says_starts_on text NOT NULL,
  says_ends_on text NOT NULL,
  says_fee bigint NOT NULL CHECK (says_fee >= 0),
  says_seats integer NOT NULL CHECK (says_seats > 0),
  says_audience text NOT NULL,
  meeting_day text,
  meeting_minutes text NOT NULL,
  office_day text,
  office_minutes text NOT NULL,
  version integer NOT NULL,
  CHECK (says_starts_on <= says_ends_on)
);
CREATE INDEX promotion_project ON promotion (project_id);
CREATE INDEX promotion_state ON promotion (state, state_since);

CREATE TABLE promotion_picture (
  id {{id}},
  promotion_id bigint NOT NULL REFERENCES promotion (id),
  hash text NOT NULL,
  file_name text NOT NULL,
  description text NOT NULL,
  UNIQUE (promotion_id, hash)
);
CREATE INDEX promotion_picture_hash ON promotion_picture (hash);

-- Every approval ever given, with its day and minutes; what was approved is the version named.
CREATE TABLE promotion_approval (
  id {{id}},
  promotion_id bigint NOT NULL REFERENCES promotion (id),
  stage text NOT NULL CHECK (stage IN ('meeting', 'office')),
  day text NOT NULL,
  minutes text NOT NULL,
  version integer NOT NULL,
  given_by text NOT NULL,
  given_at text NOT NULL
);
{{append_only promotion_approval}}

-- What upper modules read: bills rest on contracts and their clients.
CREATE VIEW published_client AS SELECT id, name, credit_code, invoice_title FROM client;
CREATE VIEW published_contract AS SELECT id, client_id FROM contract;
