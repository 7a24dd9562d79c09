-- A source of money with its rules as data. The one-time central grant is strict in every one of them, and the database says so.
CREATE TABLE fund (
  id {{id}},
  code text NOT NULL UNIQUE,
  name text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('Grant', 'Income', 'Other')),
  origin text NOT NULL,
  account text NOT NULL,
  total bigint NOT NULL CHECK (total >= 0),
  planned bigint NOT NULL CHECK (planned >= 0),
  -- Counts every change of what is planned: a draft made from older figures is not approved.
  plan_version integer NOT NULL,
  overspend text NOT NULL CHECK (overspend IN ('Block', 'Review', 'Parameter')),
  forbidden_uses text NOT NULL CHECK (forbidden_uses IN ('Block', 'Review')),
  only_permitted_uses boolean NOT NULL,
  needs_task boolean NOT NULL,
  request_key text UNIQUE,
  CHECK (kind <> 'Grant' OR (overspend = 'Block' AND forbidden_uses = 'Block' AND only_permitted_uses = TRUE AND needs_task = TRUE AND planned <= total))
);

CREATE TABLE budget (
  id {{id}},
  fund_id bigint NOT NULL REFERENCES fund (id),
  version_no integer NOT NULL,
  state text NOT NULL,
  state_since text NOT NULL,
  title text NOT NULL,
  reason text NOT NULL,
  from_year integer NOT NULL,
  until_year integer NOT NULL,
  base_plan integer NOT NULL,
  drafted_by bigint,
  drafted_by_name text NOT NULL,
  request_key text UNIQUE,
  version integer NOT NULL,
  UNIQUE (fund_id, version_no),
  CHECK (from_year <= until_year AND until_year - from_year < 10)
);
CREATE UNIQUE INDEX budget_in_force ON budget (fund_id) WHERE state = 'approved';

CREATE TABLE budget_item (
  id {{id}},
  budget_id bigint NOT NULL REFERENCES budget (id),
  year integer NOT NULL,
  use_code text NOT NULL,
  item text NOT NULL,
  class_id bigint REFERENCES training_class (id),
  amount bigint NOT NULL CHECK (amount > 0)
);
CREATE UNIQUE INDEX budget_item_key ON budget_item (budget_id, year, use_code, item, coalesce(class_id, 0));
