CREATE TABLE annual_plan (
  id {{id}},
  year integer NOT NULL,
  unit_id bigint NOT NULL REFERENCES owning_unit (id),
  state text NOT NULL,
  state_since text NOT NULL,
  note text NOT NULL,
  revision integer NOT NULL,
  filed_on text,
  version integer NOT NULL,
  UNIQUE (year, unit_id)
);

-- How the need was found out (NPU 16).
CREATE TABLE need_survey (
  id {{id}},
  plan_id bigint NOT NULL REFERENCES annual_plan (id),
  title text NOT NULL,
  method text NOT NULL,
  sample integer NOT NULL CHECK (sample >= 0),
  held_on text NOT NULL,
  findings text NOT NULL,
  file_hash text NOT NULL,
  file_name text NOT NULL,
  UNIQUE (plan_id, title)
);

CREATE TABLE plan_item (
  id {{id}},
  plan_id bigint NOT NULL REFERENCES annual_plan (id),
  name text NOT NULL,
  task text NOT NULL,
  form text NOT NULL,
  month integer NOT NULL CHECK (month BETWEEN 1 AND 12),
  runs integer NOT NULL CHECK (runs > 0),
  headcount integer NOT NULL CHECK (headcount > 0),
  hours integer NOT NULL CHECK (hours > 0),
  budget bigint NOT NULL CHECK (budget >= 0),
  survey_id bigint REFERENCES need_survey (id),
  UNIQUE (plan_id, name)
);
