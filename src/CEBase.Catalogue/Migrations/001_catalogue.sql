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
  project_id bigint,
  CHECK (starts_on <= ends_on),
  CHECK (enrol_from <= enrol_until)
);
CREATE INDEX training_class_state ON training_class (state, starts_on);
CREATE INDEX training_class_course ON training_class (course_id);
CREATE INDEX training_class_adviser ON training_class (adviser_id);
-- One project, one class (BJTU 5).
CREATE UNIQUE INDEX training_class_project ON training_class (project_id);

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

-- Notices (通知公告) and pages of the portal (关于基地, 常见问题), both in Markdown.
CREATE TABLE notice (
  id {{id}},
  kind text NOT NULL CHECK (kind IN ('Notice', 'Page')),
  slug text NOT NULL,
  title text NOT NULL,
  summary text NOT NULL,
  body text NOT NULL,
  is_pinned boolean NOT NULL,
  state text NOT NULL,
  published_on text,
  updated_at text NOT NULL,
  version integer NOT NULL,
  UNIQUE (kind, slug)
);
CREATE INDEX notice_board ON notice (kind, state, published_on);

-- Versions of a class's teaching plan (教学计划). A filed one stays as it is; the next version supersedes it.
CREATE TABLE teaching_plan (
  id {{id}},
  class_id bigint NOT NULL REFERENCES training_class (id),
  number integer NOT NULL CHECK (number > 0),
  state text NOT NULL,
  objectives text NOT NULL,
  created_at text NOT NULL,
  filed_at text,
  filed_by_name text NOT NULL,
  version integer NOT NULL,
  UNIQUE (class_id, number)
);
-- One draft at a time: the next version is made from the one before.
CREATE UNIQUE INDEX teaching_plan_draft ON teaching_plan (class_id) WHERE state = 'draft';

-- A session as the plan has it, beside the timetable, which may change afterwards.
CREATE TABLE teaching_plan_session (
  id {{id}},
  plan_id bigint NOT NULL REFERENCES teaching_plan (id),
  session_id bigint NOT NULL,
  day text NOT NULL,
  starts_at text NOT NULL,
  ends_at text NOT NULL,
  hours integer NOT NULL,
  topic text NOT NULL,
  instructor_id bigint,
  objectives text NOT NULL,
  outline text NOT NULL,
  method text NOT NULL,
  assessment text NOT NULL,
  UNIQUE (plan_id, session_id)
);

-- Textbooks, lecture notes and the like of a course, or of one class of it.
CREATE TABLE teaching_material (
  id {{id}},
  course_id bigint NOT NULL REFERENCES course (id),
  class_id bigint REFERENCES training_class (id),
  session_topic text NOT NULL,
  kind text NOT NULL,
  title text NOT NULL,
  author text NOT NULL,
  current_no integer NOT NULL CHECK (current_no > 0),
  reviewed_on text NOT NULL,
  is_retired boolean NOT NULL,
  request_key text UNIQUE
);
CREATE INDEX teaching_material_course ON teaching_material (course_id);

CREATE TABLE material_version (
  id {{id}},
  material_id bigint NOT NULL REFERENCES teaching_material (id),
  number integer NOT NULL,
  reference text NOT NULL,
  change_note text NOT NULL,
  file_hash text,
  file_name text NOT NULL,
  added_at text NOT NULL,
  added_by_name text NOT NULL,
  UNIQUE (material_id, number)
);
{{append_only material_version}}

CREATE TABLE material_review (
  id {{id}},
  material_id bigint NOT NULL REFERENCES teaching_material (id),
  number integer NOT NULL,
  reviewed_on text NOT NULL,
  reviewed_by text NOT NULL,
  note text NOT NULL,
  recorded_at text NOT NULL
);
CREATE INDEX material_review_material ON material_review (material_id);
{{append_only material_review}}

-- Items of the safety checklist, brought by a recipe with the articles they rest on.
CREATE TABLE safety_item (
  code text PRIMARY KEY,
  position integer NOT NULL,
  area text NOT NULL,
  text text NOT NULL,
  online boolean NOT NULL,
  onsite boolean NOT NULL,
  citation text NOT NULL
);

-- What was found at an item for a class: done by whom and when, or not applicable and why.
CREATE TABLE safety_check (
  id {{id}},
  class_id bigint NOT NULL REFERENCES training_class (id),
  item text NOT NULL REFERENCES safety_item (code),
  outcome text NOT NULL CHECK (outcome IN ('Done', 'NotApplicable')),
  checked_by text NOT NULL,
  checked_on text NOT NULL,
  note text NOT NULL,
  version integer NOT NULL,
  UNIQUE (class_id, item)
);

-- Emergency plan, safety education, handbook, incidents and self-inspections of a class. What was wrong is put right by a further record.
CREATE TABLE safety_record (
  id {{id}},
  class_id bigint NOT NULL REFERENCES training_class (id),
  kind text NOT NULL,
  day text NOT NULL,
  person text NOT NULL,
  body text NOT NULL,
  detail text NOT NULL,
  people integer,
  file_hash text,
  file_name text NOT NULL,
  recorded_at text NOT NULL,
  recorded_by_name text NOT NULL,
  request_key text UNIQUE
);
CREATE INDEX safety_record_class ON safety_record (class_id, kind);
{{append_only safety_record}}

-- What archives ask for: sections and items, filled by the recipe step archive-sections.
CREATE TABLE archive_section (
  code text PRIMARY KEY,
  title text NOT NULL,
  position integer NOT NULL
);
CREATE TABLE archive_requirement (
  code text PRIMARY KEY,
  section text NOT NULL REFERENCES archive_section (code),
  title text NOT NULL,
  conditions text NOT NULL,
  responsible text NOT NULL,
  due_kind text NOT NULL CHECK (due_kind IN ('Start', 'End', 'Summary', 'Archive')),
  due_days integer NOT NULL,
  is_required boolean NOT NULL,
  citation text NOT NULL,
  hint text NOT NULL,
  position integer NOT NULL
);

-- A class's archive once it is frozen; before that it is what the modules hold and what was uploaded.
CREATE TABLE class_archive (
  class_id bigint PRIMARY KEY REFERENCES training_class (id),
  frozen_at text NOT NULL,
  frozen_by_name text NOT NULL,
  manifest_hash text NOT NULL,
  files integer NOT NULL CHECK (files >= 0)
);
CREATE TABLE archive_file (
  id {{id}},
  class_id bigint NOT NULL REFERENCES training_class (id),
  item_code text NOT NULL,
  title text NOT NULL,
  file_name text NOT NULL,
  hash text NOT NULL,
  size bigint NOT NULL CHECK (size > 0),
  origin text NOT NULL CHECK (origin IN ('System', 'Upload', 'Supplement')),
  reason text NOT NULL,
  added_at text NOT NULL,
  added_by bigint,
  added_by_name text NOT NULL,
  withdrawn_at text
);
CREATE INDEX archive_file_class ON archive_file (class_id, item_code);

-- What each look at a frozen archive found.
CREATE TABLE archive_check (
  id {{id}},
  class_id bigint NOT NULL REFERENCES training_class (id),
  checked_at text NOT NULL,
  checked_by_name text NOT NULL,
  files integer NOT NULL,
  changed integer NOT NULL,
  missing integer NOT NULL,
  untracked integer NOT NULL,
  details text NOT NULL
);
CREATE INDEX archive_check_class ON archive_check (class_id, id);
{{append_only archive_check}}

-- The summary of a class (班级总结). Its figures are kept as they were when it was submitted.
CREATE TABLE class_summary (
  class_id bigint PRIMARY KEY REFERENCES training_class (id),
  state text NOT NULL CHECK (state IN ('draft', 'submitted')),
  overview text NOT NULL,
  teaching text NOT NULL,
  results text NOT NULL,
  evaluation text NOT NULL,
  problems text NOT NULL,
  figures text NOT NULL,
  saved_at text NOT NULL,
  saved_by_name text NOT NULL,
  submitted_on text,
  submitted_by_name text,
  filed_on text,
  filing_no text,
  version integer NOT NULL
);

-- Learners' evaluation of the class, or why there is none. Scores are percent, in tenths.
CREATE TABLE class_evaluation (
  class_id bigint PRIMARY KEY REFERENCES training_class (id),
  sent integer NOT NULL CHECK (sent >= 0),
  returned integer NOT NULL CHECK (returned >= 0 AND returned <= sent),
  instructors integer CHECK (instructors BETWEEN 0 AND 1000),
  content integer CHECK (content BETWEEN 0 AND 1000),
  management integer CHECK (management BETWEEN 0 AND 1000),
  opinions text NOT NULL,
  reason text NOT NULL,
  recorded_at text NOT NULL,
  recorded_by_name text NOT NULL,
  version integer NOT NULL
);

-- What is to be improved after the class, and what became of it.
CREATE TABLE class_improvement (
  id {{id}},
  class_id bigint NOT NULL REFERENCES training_class (id),
  problem text NOT NULL,
  measure text NOT NULL,
  responsible text NOT NULL,
  due_on text NOT NULL,
  done_on text,
  outcome text NOT NULL,
  noted_at text NOT NULL,
  noted_by_name text NOT NULL,
  UNIQUE (class_id, problem)
);

-- What higher modules may read in their own SQL, in words that stay when the tables change.
CREATE VIEW published_training_class AS
SELECT id, class_no, name, course_id, subject, state, funding, starts_on, ends_on, hours, fee, capacity, client, adviser_id, project_id, approval_no FROM training_class;

CREATE VIEW published_class_session AS
SELECT id, class_id, day, starts_at, ends_at, hours, topic, instructor_id FROM class_session;

CREATE VIEW published_archive_file AS
SELECT id, class_id, item_code, file_name, withdrawn_at FROM archive_file;
