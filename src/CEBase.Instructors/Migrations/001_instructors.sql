CREATE TABLE professional_title (
  title text PRIMARY KEY,
  series text NOT NULL,
  level text NOT NULL CHECK (level IN ('None', 'Junior', 'Intermediate', 'AssociateSenior', 'FullSenior'))
);

CREATE TABLE instructor (
  id {{id}},
  number text NOT NULL UNIQUE,
  request_key text UNIQUE,
  name text NOT NULL,
  employer text NOT NULL,
  relation text NOT NULL CHECK (relation IN ('InHouse', 'PartTime', 'Outside')),
  education text NOT NULL,
  degree text NOT NULL,
  title text NOT NULL,
  title_level text NOT NULL CHECK (title_level IN ('None', 'Junior', 'Intermediate', 'AssociateSenior', 'FullSenior')),
  field text NOT NULL,
  bio text NOT NULL,
  is_active boolean NOT NULL,
  state text NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'under-review', 'improving', 'stopped')),
  improve_by text,
  source_number text NOT NULL DEFAULT '',
  education_text text NOT NULL DEFAULT '',
  experience_years integer CHECK (experience_years BETWEEN 0 AND 70),
  experience_note text NOT NULL DEFAULT '',
  standing text NOT NULL DEFAULT 'NotStated' CHECK (standing IN ('NotStated', 'Leader', 'Backbone')),
  standing_reason text NOT NULL DEFAULT '',
  version integer NOT NULL DEFAULT 1
);
CREATE INDEX instructor_name ON instructor (name);
CREATE INDEX instructor_source ON instructor (source_number);

-- One row: the last number given. Taken in the transaction of the entry, so numbers have no gaps.
CREATE TABLE instructor_counter (
  id integer PRIMARY KEY CHECK (id = 1),
  last integer NOT NULL CHECK (last >= 0)
);

-- What staff read into the table of titles: an alias's level wins over the table's.
CREATE TABLE title_alias (
  id {{id}},
  alias text NOT NULL UNIQUE,
  level text NOT NULL CHECK (level IN ('None', 'Junior', 'Intermediate', 'AssociateSenior', 'FullSenior')),
  note text NOT NULL,
  added_by_name text NOT NULL,
  added_at text NOT NULL
);

-- Background check with the Party committee's review, and exceptions from the qualification: papers that hold on the days they name.
CREATE TABLE instructor_clearance (
  id {{id}},
  instructor_id bigint NOT NULL REFERENCES instructor (id),
  kind text NOT NULL CHECK (kind IN ('Review', 'Exception')),
  grounds text NOT NULL,
  reviewed_by text NOT NULL,
  holds_from text NOT NULL,
  holds_until text NOT NULL,
  file_hash text,
  file_name text,
  state text NOT NULL CHECK (state IN ('draft', 'submitted', 'approved', 'refused', 'revoked')),
  requested_by bigint,
  requested_by_name text NOT NULL,
  requested_at text NOT NULL,
  decided_by_name text,
  decided_at text,
  request_key text UNIQUE,
  CHECK (holds_from <= holds_until)
);
CREATE INDEX instructor_clearance_of ON instructor_clearance (instructor_id, kind, state);

CREATE TABLE instructor_evidence (
  id {{id}},
  instructor_id bigint NOT NULL REFERENCES instructor (id),
  proves text NOT NULL CHECK (proves IN ('Education', 'Degree', 'Title', 'Standing', 'Experience', 'Commitment', 'Background', 'Other')),
  dated_on text,
  valid_until text,
  place text NOT NULL,
  file_hash text,
  file_name text,
  added_by_name text NOT NULL,
  added_at text NOT NULL,
  withdrawn_at text,
  request_key text UNIQUE
);
CREATE INDEX instructor_evidence_of ON instructor_evidence (instructor_id);

CREATE TABLE instructor_bank_card (
  id {{id}},
  instructor_id bigint NOT NULL UNIQUE REFERENCES instructor (id),
  bank text NOT NULL,
  number_stored text NOT NULL,
  number_masked text NOT NULL,
  purpose text NOT NULL,
  consented_on text NOT NULL,
  consent_form text NOT NULL,
  recorded_by_name text NOT NULL,
  recorded_at text NOT NULL
);

CREATE TABLE instructor_rating (
  id {{id}},
  instructor_id bigint NOT NULL REFERENCES instructor (id),
  class_no text NOT NULL,
  score integer NOT NULL CHECK (score BETWEEN 0 AND 1000),
  answers integer NOT NULL CHECK (answers > 0),
  rated_on text NOT NULL,
  note text NOT NULL,
  recorded_by_name text NOT NULL,
  UNIQUE (instructor_id, class_no)
);

CREATE TABLE instructor_incident (
  id {{id}},
  instructor_id bigint NOT NULL REFERENCES instructor (id),
  kind text NOT NULL,
  happened_on text NOT NULL,
  description text NOT NULL,
  state text NOT NULL CHECK (state IN ('open', 'closed')),
  outcome text,
  closed_on text,
  recorded_by_name text NOT NULL,
  recorded_at text NOT NULL,
  request_key text UNIQUE
);
CREATE INDEX instructor_incident_of ON instructor_incident (instructor_id, state);

-- Titles held before the present one; each until a day, included.
CREATE TABLE instructor_title_held (
  id {{id}},
  instructor_id bigint NOT NULL REFERENCES instructor (id),
  title text NOT NULL,
  title_level text NOT NULL CHECK (title_level IN ('None', 'Junior', 'Intermediate', 'AssociateSenior', 'FullSenior')),
  held_until text NOT NULL,
  UNIQUE (instructor_id, held_until)
);
