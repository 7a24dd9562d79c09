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
