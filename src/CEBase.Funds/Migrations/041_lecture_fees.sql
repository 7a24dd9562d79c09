-- Payment lists of lecture fees. Hours are tenths, money is fen.
CREATE TABLE lecture_fee_list (
  id {{id}},
  number text NOT NULL UNIQUE,
  class_id bigint NOT NULL REFERENCES training_class (id),
  state text NOT NULL,
  state_since text NOT NULL,
  fund_line_id bigint REFERENCES fund_line (id),
  claim_id bigint UNIQUE REFERENCES claim (id),
  -- SHA-256 of the lines as they were approved; empty before.
  snapshot text NOT NULL DEFAULT '',
  made_by bigint,
  made_by_name text NOT NULL,
  submitted_by bigint,
  confirmed_by_name text NOT NULL DEFAULT '',
  created_at text NOT NULL,
  request_key text UNIQUE,
  version integer NOT NULL
);
CREATE INDEX lecture_fee_list_class ON lecture_fee_list (class_id);

-- One instructor in one half-day: what was taught, what is paid for it.
CREATE TABLE lecture_fee_line (
  id {{id}},
  list_id bigint NOT NULL REFERENCES lecture_fee_list (id),
  instructor_id bigint NOT NULL,
  name text NOT NULL,
  title text NOT NULL,
  title_level text NOT NULL,
  is_in_house boolean NOT NULL,
  day text NOT NULL,
  half_day text NOT NULL,
  taught integer NOT NULL,
  hours integer NOT NULL CHECK (hours >= 0),
  is_expert boolean NOT NULL,
  expert_reason text NOT NULL,
  -- Cap an hour on the day; null where there was none.
  cap bigint,
  rate bigint NOT NULL CHECK (rate >= 0),
  net bigint NOT NULL CHECK (net >= 0),
  gross bigint NOT NULL CHECK (gross >= net),
  tax bigint NOT NULL CHECK (tax = gross - net),
  note text NOT NULL,
  UNIQUE (list_id, instructor_id, day, half_day)
);
CREATE INDEX lecture_fee_line_payee ON lecture_fee_line (instructor_id, day);

-- A session is paid once: it belongs to one list until that list is cancelled.
CREATE TABLE lecture_fee_session (
  session_id bigint PRIMARY KEY,
  list_id bigint NOT NULL REFERENCES lecture_fee_list (id),
  instructor_id bigint NOT NULL,
  class_no text NOT NULL,
  day text NOT NULL,
  starts_at text NOT NULL,
  ends_at text NOT NULL,
  hours integer NOT NULL,
  topic text NOT NULL
);
CREATE INDEX lecture_fee_session_list ON lecture_fee_session (list_id);
CREATE INDEX lecture_fee_session_payee ON lecture_fee_session (instructor_id, day);
