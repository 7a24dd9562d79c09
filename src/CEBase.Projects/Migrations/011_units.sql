ALTER TABLE owning_unit ADD COLUMN suspended_until text;
ALTER TABLE owning_unit ADD COLUMN contact text NOT NULL DEFAULT '';
ALTER TABLE owning_unit ADD COLUMN request_key text;
ALTER TABLE owning_unit ADD COLUMN version integer NOT NULL DEFAULT 1;
CREATE UNIQUE INDEX owning_unit_request ON owning_unit (request_key);

-- Rectification orders (BJTU 44): what is to be mended until when, with or without stopping the unit.
CREATE TABLE unit_order (
  id {{id}},
  unit_id bigint NOT NULL REFERENCES owning_unit (id),
  issued_on text NOT NULL,
  reason text NOT NULL,
  deadline text NOT NULL,
  stops boolean NOT NULL,
  closed_on text,
  result text NOT NULL
);
CREATE INDEX unit_order_unit ON unit_order (unit_id);

-- The unit's own rules, each version kept (BJTU 41).
CREATE TABLE unit_rule (
  id {{id}},
  unit_id bigint NOT NULL REFERENCES owning_unit (id),
  title text NOT NULL,
  version text NOT NULL,
  in_force_from text NOT NULL,
  file_hash text NOT NULL,
  file_name text NOT NULL,
  UNIQUE (unit_id, title, version)
);

-- Managers of the unit's non-degree education (BJTU 20).
CREATE TABLE unit_manager (
  id {{id}},
  unit_id bigint NOT NULL REFERENCES owning_unit (id),
  name text NOT NULL,
  employment text NOT NULL,
  is_full_time boolean NOT NULL,
  filed_on text,
  left_on text,
  UNIQUE (unit_id, name)
);
