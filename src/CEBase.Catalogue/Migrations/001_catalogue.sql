CREATE TABLE course (
  id {{id}},
  code text NOT NULL UNIQUE,
  name text NOT NULL,
  subject text NOT NULL CHECK (subject IN ('PublicSubject', 'ProfessionalSubject')),
  tags text NOT NULL,
  field text NOT NULL,
  objectives text NOT NULL,
  outline text NOT NULL,
  hours integer NOT NULL CHECK (hours > 0),
  materials text NOT NULL,
  is_active boolean NOT NULL
);

CREATE TABLE training_class (
  id {{id}},
  class_no text NOT NULL UNIQUE,
  request_key text UNIQUE,
  course_id bigint NOT NULL REFERENCES course (id),
  name text NOT NULL,
  subject text NOT NULL CHECK (subject IN ('PublicSubject', 'ProfessionalSubject')),
  form text NOT NULL,
  task text NOT NULL,
  state text NOT NULL,
  state_since text NOT NULL,
  funding text NOT NULL CHECK (funding IN ('Fiscal', 'Commissioned', 'Open', 'BaseGrant')),
  starts_on text NOT NULL,
  ends_on text NOT NULL,
  enrol_from text NOT NULL,
  enrol_until text NOT NULL,
  city text NOT NULL,
  venue text NOT NULL,
  is_online boolean NOT NULL,
  capacity integer NOT NULL CHECK (capacity > 0),
  needs_review boolean NOT NULL,
  client text NOT NULL,
  hours integer NOT NULL CHECK (hours > 0),
  fee bigint NOT NULL CHECK (fee >= 0),
  who_pays text NOT NULL,
  audience text NOT NULL,
  requirements text NOT NULL,
  syllabus text NOT NULL,
  materials text NOT NULL,
  board text NOT NULL,
  lodging text NOT NULL,
  adviser_id bigint,
  approval_no text UNIQUE,
  version integer NOT NULL,
  CHECK (starts_on <= ends_on),
  CHECK (enrol_from <= enrol_until)
);
CREATE INDEX training_class_state ON training_class (state, starts_on);
CREATE INDEX training_class_course ON training_class (course_id);
CREATE INDEX training_class_adviser ON training_class (adviser_id);

-- The last sequence number given in a year; taken in the transaction that makes the class, so numbers have no gaps.
CREATE TABLE class_counter (
  year integer PRIMARY KEY,
  last integer NOT NULL CHECK (last >= 0)
);

CREATE TABLE class_session (
  id {{id}},
  class_id bigint NOT NULL REFERENCES training_class (id),
  day text NOT NULL,
  starts_at text NOT NULL,
  ends_at text NOT NULL,
  hours integer NOT NULL CHECK (hours > 0),
  topic text NOT NULL,
  room text NOT NULL,
  instructor_id bigint,
  CHECK (starts_at < ends_at),
  UNIQUE (class_id, day, starts_at, topic)
);
CREATE INDEX class_session_day ON class_session (day, starts_at);
CREATE INDEX class_session_instructor ON class_session (instructor_id, day);

CREATE TABLE seat_quota (
  id {{id}},
  class_id bigint NOT NULL REFERENCES training_class (id),
  label text NOT NULL,
  employer text,
  seats integer NOT NULL CHECK (seats > 0),
  UNIQUE (class_id, label)
);

-- Rows that stand for an instructor or a room on a day: taken before a session is written, so that two clerks can't book the same one at once.
CREATE TABLE schedule_lock (
  name text PRIMARY KEY
);
