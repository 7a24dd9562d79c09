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
