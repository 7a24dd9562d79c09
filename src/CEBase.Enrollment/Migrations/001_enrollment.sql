-- One natural person is one learner: the document's kind and the keyed hash of its number.
CREATE TABLE learner (
  id {{id}},
  account_id bigint UNIQUE,
  name text NOT NULL,
  sex text NOT NULL CHECK (sex IN ('male', 'female', 'unknown')),
  birth_date text,
  document_kind text NOT NULL,
  number_hash text NOT NULL,
  number_stored text NOT NULL,
  number_masked text NOT NULL,
  employer text NOT NULL,
  employer_key text NOT NULL,
  credit_code text,
  title text NOT NULL,
  title_level text NOT NULL,
  education text NOT NULL,
  phone text,
  email text,
  province text NOT NULL,
  source text NOT NULL,
  restricted_at text,
  created_at text NOT NULL,
  updated_at text NOT NULL,
  UNIQUE (document_kind, number_hash)
);
CREATE INDEX learner_name ON learner (name);
CREATE INDEX learner_phone ON learner (phone);
CREATE INDEX learner_employer ON learner (employer_key);

CREATE TABLE privacy_notice (
  version text PRIMARY KEY,
  title text NOT NULL,
  published_on text NOT NULL,
  body text NOT NULL
);

-- Which notice was agreed to and when; never changed.
CREATE TABLE learner_consent (
  id {{id}},
  learner_id bigint NOT NULL REFERENCES learner (id),
  notice_version text NOT NULL REFERENCES privacy_notice (version),
  agreed_at text NOT NULL,
  UNIQUE (learner_id, notice_version)
);
{{append_only learner_consent}}

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
{{append_only seat_ledger}}

-- For which entrusting organisation an account speaks.
CREATE TABLE organisation_contact (
  account_id bigint PRIMARY KEY,
  organisation text NOT NULL,
  employer_key text NOT NULL,
  credit_code text,
  assigned_at text NOT NULL
);

-- A learner of an open class agreed to a version of the agreement (BJTU 9). Only ever added.
CREATE TABLE agreement_consent (
  id {{id}},
  class_id bigint NOT NULL,
  learner_id bigint NOT NULL REFERENCES learner (id),
  agreement_id bigint NOT NULL,
  agreement_version integer NOT NULL,
  agreed_at text NOT NULL,
  agreed_by bigint,
  UNIQUE (class_id, learner_id, agreement_id)
);
CREATE INDEX agreement_consent_learner ON agreement_consent (learner_id);
{{append_only agreement_consent}}

-- Why somebody of another employer is on the roster of a commissioned class, and what proves it. The latest counts.
CREATE TABLE own_people_note (
  id {{id}},
  class_id bigint NOT NULL,
  enrolment_id bigint NOT NULL REFERENCES enrolment (id),
  employer text NOT NULL,
  reason text NOT NULL,
  file_hash text,
  file_name text NOT NULL,
  noted_at text NOT NULL,
  noted_by_name text NOT NULL
);
CREATE INDEX own_people_note_class ON own_people_note (class_id);
{{append_only own_people_note}}

-- What a class arranges and therefore asks its learners; a class without a row asks nothing.
CREATE TABLE logistics_setting (
  class_id bigint PRIMARY KEY,
  uses_lodging boolean NOT NULL,
  uses_meals boolean NOT NULL,
  asks_diet boolean NOT NULL,
  asks_contact boolean NOT NULL,
  version integer NOT NULL
);

CREATE TABLE stay_preference (
  enrolment_id bigint PRIMARY KEY REFERENCES enrolment (id),
  arrives_on text,
  arrival_note text NOT NULL,
  needs_lodging boolean NOT NULL,
  wish text NOT NULL CHECK (wish IN ('Any', 'Single', 'Shared')),
  roommate text NOT NULL,
  eats boolean NOT NULL,
  updated_at text NOT NULL
);

-- Encrypted, kept with a consent of its own, deleted soon after the class.
CREATE TABLE dietary_need (
  enrolment_id bigint PRIMARY KEY REFERENCES enrolment (id),
  stored text NOT NULL,
  consented_at text NOT NULL
);

-- Encrypted, deleted soon after the class.
CREATE TABLE emergency_contact (
  enrolment_id bigint PRIMARY KEY REFERENCES enrolment (id),
  name_stored text NOT NULL,
  relation text NOT NULL,
  phone_stored text NOT NULL,
  phone_masked text NOT NULL,
  saved_at text NOT NULL
);

CREATE TABLE lodging_room (
  id {{id}},
  class_id bigint NOT NULL,
  label text NOT NULL,
  beds integer NOT NULL CHECK (beds IN (1, 2)),
  sex text NOT NULL CHECK (sex IN ('male', 'female', 'unknown')),
  CHECK (sex <> 'unknown' OR beds = 1),
  UNIQUE (class_id, label),
  UNIQUE (id, sex)
);

-- The sex is part of the key to the room, so that no path puts a man and a woman into one.
CREATE TABLE lodging_place (
  enrolment_id bigint PRIMARY KEY REFERENCES enrolment (id),
  room_id bigint NOT NULL,
  sex text NOT NULL,
  bed integer NOT NULL CHECK (bed IN (1, 2)),
  UNIQUE (room_id, bed),
  FOREIGN KEY (room_id, sex) REFERENCES lodging_room (id, sex)
);

-- What modules above may read in their SQL.
CREATE VIEW published_learner AS SELECT id, email, employer, credit_code FROM learner;
CREATE VIEW published_enrolment AS SELECT id, class_id, learner_id, state FROM enrolment;
CREATE VIEW published_organisation_contact AS SELECT account_id, organisation, credit_code FROM organisation_contact;
