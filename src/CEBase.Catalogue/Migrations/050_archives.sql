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
