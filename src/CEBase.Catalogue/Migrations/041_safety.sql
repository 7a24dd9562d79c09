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
