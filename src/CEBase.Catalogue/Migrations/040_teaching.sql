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
