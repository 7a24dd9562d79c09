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
