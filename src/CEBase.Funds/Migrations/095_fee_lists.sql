-- Payment lists carry every labour fee: lectures from confirmed sessions, consultation and other labour by named payees. Money is fen, hours are tenths.
ALTER TABLE lecture_fee_list RENAME TO fee_list;
ALTER TABLE lecture_fee_session RENAME TO fee_session;

ALTER TABLE fee_list ADD COLUMN kind text NOT NULL DEFAULT 'Lecture' CHECK (kind IN ('Lecture', 'Consultation', 'Labour'));
-- What it serves where no class does.
ALTER TABLE fee_list ADD COLUMN task text NOT NULL DEFAULT '';
-- First day of the month in which it is to be paid; null while nobody has named one and it isn't approved.
ALTER TABLE fee_list ADD COLUMN pay_month text;

-- A list need not serve a class.
ALTER TABLE fee_list ADD COLUMN served_class_id bigint REFERENCES training_class (id);
UPDATE fee_list SET served_class_id = class_id;
DROP INDEX lecture_fee_list_class;
ALTER TABLE fee_list DROP COLUMN class_id;
ALTER TABLE fee_list RENAME COLUMN served_class_id TO class_id;
CREATE INDEX fee_list_class ON fee_list (class_id);

-- Lists approved before were taxed by the month of teaching; the month of their last day is the nearest to it.
UPDATE fee_list SET pay_month = (SELECT substr(max(l.day), 1, 7) || '-01' FROM lecture_fee_line l WHERE l.list_id = fee_list.id) WHERE state IN ('confirmed', 'handed');

-- Somebody outside the registry of instructors who draws a fee: identity number for the tax, card for the transfer, both encrypted.
CREATE TABLE fee_payee (
  id {{id}},
  name text NOT NULL,
  document_kind text NOT NULL,
  number_hash text NOT NULL UNIQUE,
  number_stored text NOT NULL,
  number_masked text NOT NULL,
  employer text NOT NULL,
  bank text NOT NULL,
  card_stored text NOT NULL,
  card_masked text NOT NULL,
  consented_on text NOT NULL,
  consent_form text NOT NULL,
  recorded_by_name text NOT NULL,
  recorded_at text NOT NULL
);

-- What one person gets: for a half-day of lectures, or for what the note says.
CREATE TABLE fee_line (
  id {{id}},
  list_id bigint NOT NULL REFERENCES fee_list (id),
  instructor_id bigint,
  payee_id bigint REFERENCES fee_payee (id),
  name text NOT NULL,
  title text NOT NULL,
  title_level text NOT NULL,
  is_in_house boolean NOT NULL,
  day text NOT NULL,
  until_day text NOT NULL,
  half_day text NOT NULL,
  taught integer NOT NULL,
  hours integer NOT NULL CHECK (hours >= 0),
  by_correspondence boolean NOT NULL,
  is_expert boolean NOT NULL,
  expert_reason text NOT NULL,
  -- Lectures: an hour at most; consultation: the whole line at most; null where there was no standard. After tax.
  cap bigint,
  -- How the cap came about.
  basis text NOT NULL,
  -- After tax: an hour of a lecture, the whole line otherwise.
  rate bigint NOT NULL CHECK (rate >= 0),
  net bigint NOT NULL CHECK (net >= 0),
  gross bigint NOT NULL CHECK (gross >= net),
  tax bigint NOT NULL CHECK (tax = gross - net),
  note text NOT NULL,
  CHECK ((instructor_id IS NULL) <> (payee_id IS NULL)),
  UNIQUE (list_id, instructor_id, day, half_day),
  UNIQUE (list_id, payee_id, day, half_day)
);
INSERT INTO fee_line (list_id, instructor_id, name, title, title_level, is_in_house, day, until_day, half_day, taught, hours, by_correspondence, is_expert, expert_reason, cap, basis, rate, net, gross, tax, note)
SELECT list_id, instructor_id, name, title, title_level, is_in_house, day, day, half_day, taught, hours, FALSE, is_expert, expert_reason, cap, '', rate, net, gross, tax, note FROM lecture_fee_line ORDER BY id;
DROP TABLE lecture_fee_line;
CREATE INDEX fee_line_instructor ON fee_line (instructor_id, day);
CREATE INDEX fee_line_payee ON fee_line (payee_id);
