-- One learner's hours: append-only. A posting counts up, a reversal takes one posting back. The sequence of a posting is the number of
-- reversals before it, so a source is posted once until somebody has taken it back, and once more after that.
CREATE TABLE hour_entry (
  id {{id}},
  learner_id bigint NOT NULL,
  year integer NOT NULL CHECK (year BETWEEN 2000 AND 2200),
  subject text NOT NULL CHECK (subject IN ('PublicSubject', 'ProfessionalSubject')),
  source text NOT NULL CHECK (source IN ('session', 'external')),
  source_id bigint NOT NULL,
  class_id bigint NOT NULL,
  day text NOT NULL,
  starts_at text NOT NULL,
  ends_at text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('posting', 'reversal')),
  sequence integer NOT NULL CHECK (sequence >= 0),
  hours integer NOT NULL,
  reversal_of bigint UNIQUE REFERENCES hour_entry (id),
  reason text,
  posted_at text NOT NULL,
  posted_by bigint,
  posted_by_name text NOT NULL,
  UNIQUE (source, source_id, learner_id, sequence, kind),
  CHECK ((kind = 'posting' AND hours > 0 AND reversal_of IS NULL)
      OR (kind = 'reversal' AND hours < 0 AND reversal_of IS NOT NULL AND reason IS NOT NULL))
);
CREATE INDEX hour_entry_learner ON hour_entry (learner_id, year);
CREATE INDEX hour_entry_class ON hour_entry (class_id);
{{append_only hour_entry}}

-- The running balance, kept in the transaction of every entry; also the row that two confirmations of one learner queue for.
CREATE TABLE hour_balance (
  learner_id bigint NOT NULL,
  year integer NOT NULL,
  public_hours integer NOT NULL DEFAULT 0 CHECK (public_hours >= 0),
  professional_hours integer NOT NULL DEFAULT 0 CHECK (professional_hours >= 0),
  PRIMARY KEY (learner_id, year)
);
CREATE INDEX hour_balance_year ON hour_balance (year);

-- What a class earned on a day, for figures and charts: never a sum over entries.
CREATE TABLE hour_day (
  class_id bigint NOT NULL,
  day text NOT NULL,
  subject text NOT NULL,
  hours integer NOT NULL CHECK (hours >= 0),
  postings integer NOT NULL CHECK (postings >= 0),
  PRIMARY KEY (class_id, day, subject)
);
CREATE INDEX hour_day_day ON hour_day (day);

-- The register of a class session: the record that is confirmed.
CREATE TABLE session_register (
  session_id bigint PRIMARY KEY,
  class_id bigint NOT NULL,
  state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'confirmed')),
  code_secret text,
  confirmed_at text,
  confirmed_by bigint,
  confirmed_by_name text
);
CREATE INDEX session_register_class ON session_register (class_id);

CREATE TABLE attendance_mark (
  session_id bigint NOT NULL,
  learner_id bigint NOT NULL,
  class_id bigint NOT NULL,
  state text NOT NULL CHECK (state IN ('Present', 'Late', 'LeftEarly', 'Absent', 'Excused')),
  way text NOT NULL CHECK (way IN ('staff', 'code', 'correction')),
  note text NOT NULL DEFAULT '',
  version integer NOT NULL DEFAULT 1,
  marked_at text NOT NULL,
  marked_by bigint,
  marked_by_name text NOT NULL,
  PRIMARY KEY (session_id, learner_id)
);
CREATE INDEX attendance_mark_class ON attendance_mark (class_id);
CREATE INDEX attendance_mark_learner ON attendance_mark (learner_id);

-- Every mark as it was set, in order: who changed what.
CREATE TABLE attendance_change (
  id {{id}},
  session_id bigint NOT NULL,
  learner_id bigint NOT NULL,
  from_state text,
  to_state text NOT NULL,
  way text NOT NULL,
  note text NOT NULL,
  changed_at text NOT NULL,
  changed_by bigint,
  changed_by_name text NOT NULL
);
CREATE INDEX attendance_change_session ON attendance_change (session_id, learner_id);
{{append_only attendance_change}}

-- Hours that a rule kept from being posted, with its reason. Lifted when the session is reopened or corrected.
CREATE TABLE hour_refusal (
  id {{id}},
  session_id bigint NOT NULL,
  class_id bigint NOT NULL,
  learner_id bigint NOT NULL,
  day text NOT NULL,
  year integer NOT NULL,
  hours integer NOT NULL CHECK (hours > 0),
  rule text NOT NULL,
  sentence text NOT NULL,
  articles text NOT NULL,
  refused_at text NOT NULL,
  lifted_at text
);
CREATE INDEX hour_refusal_learner ON hour_refusal (learner_id, year);
CREATE INDEX hour_refusal_session ON hour_refusal (session_id);
CREATE INDEX hour_refusal_class ON hour_refusal (class_id);

-- Wrong check-in codes, so that six digits can't be tried through.
CREATE TABLE check_in_try (
  id {{id}},
  learner_id bigint NOT NULL,
  tried_at text NOT NULL
);
CREATE INDEX check_in_try_learner ON check_in_try (learner_id, tried_at);

CREATE TABLE hour_rule (
  code text NOT NULL,
  holds_from text NOT NULL,
  holds_until text,
  name text NOT NULL,
  provinces text NOT NULL,
  total integer NOT NULL CHECK (total > 0),
  min_professional integer CHECK (min_professional >= 0),
  professional_share text,
  min_public integer CHECK (min_public >= 0),
  face_to_face integer CHECK (face_to_face >= 0),
  levels text NOT NULL DEFAULT '',
  cycle_years integer NOT NULL DEFAULT 1 CHECK (cycle_years BETWEEN 1 AND 10),
  carry_over boolean NOT NULL DEFAULT FALSE,
  citation text NOT NULL,
  source text NOT NULL,
  certainty text NOT NULL CHECK (certainty IN ('statute', 'seen', 'general', 'unsure')),
  is_default boolean NOT NULL DEFAULT FALSE,
  PRIMARY KEY (code, holds_from)
);

-- What a learner's year looked like when the transcript was made; never changed afterwards.
CREATE TABLE transcript (
  id {{id}},
  code text NOT NULL UNIQUE,
  learner_id bigint NOT NULL,
  year integer NOT NULL,
  learner_name text NOT NULL,
  public_hours integer NOT NULL CHECK (public_hours >= 0),
  professional_hours integer NOT NULL CHECK (professional_hours >= 0),
  snapshot text NOT NULL,
  fingerprint text NOT NULL,
  issued_at text NOT NULL,
  UNIQUE (learner_id, year, fingerprint)
);
{{append_only transcript}}

CREATE TABLE class_result (
  class_id bigint NOT NULL,
  learner_id bigint NOT NULL,
  outcome text NOT NULL CHECK (outcome IN ('Passed', 'Failed')),
  score integer CHECK (score BETWEEN 0 AND 100),
  version integer NOT NULL DEFAULT 1,
  recorded_at text NOT NULL,
  recorded_by bigint,
  recorded_by_name text NOT NULL,
  PRIMARY KEY (class_id, learner_id)
);
CREATE INDEX class_result_learner ON class_result (learner_id);

-- What modules above may read in their SQL.
CREATE VIEW published_session_register AS SELECT session_id, class_id, state FROM session_register;
