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
