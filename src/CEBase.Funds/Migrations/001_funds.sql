-- === Checks of uses
-- A file of expense lines as it was checked; its lines are the past lines that a change of the vocabulary is tried on.
CREATE TABLE use_check_batch (
  id {{id}},
  file_name text NOT NULL,
  file_hash text NOT NULL,
  account_id bigint,
  account_name text NOT NULL,
  created_at text NOT NULL,
  lines integer NOT NULL,
  reviewed integer NOT NULL,
  blocked integer NOT NULL
);
{{append_only use_check_batch}}

CREATE TABLE use_check_line (
  id {{id}},
  batch_id bigint NOT NULL REFERENCES use_check_batch (id),
  row_no integer NOT NULL,
  number text NOT NULL,
  category text NOT NULL,
  description text NOT NULL,
  amount text NOT NULL,
  verdict text NOT NULL CHECK (verdict IN ('allow', 'review', 'block')),
  rules text NOT NULL,
  articles text NOT NULL,
  message text NOT NULL
);
CREATE INDEX use_check_line_batch ON use_check_line (batch_id, verdict, row_no);
{{append_only use_check_line}}

-- Counts every change of the vocabulary, so that a trial run tells whether it still speaks of the vocabulary in force.
CREATE TABLE vocabulary_state (
  id bigint NOT NULL PRIMARY KEY CHECK (id = 1),
  version integer NOT NULL
);
INSERT INTO vocabulary_state (id, version) VALUES (1, 0);

-- A trial run of an addition with its result: nothing takes effect without one.
CREATE TABLE vocabulary_trial (
  id {{id}},
  state_version integer NOT NULL,
  recipe_hash text NOT NULL,
  phrase text NOT NULL,
  meaning text NOT NULL,
  citation text NOT NULL,
  example text NOT NULL,
  tried_lines integer NOT NULL,
  changed_lines integer NOT NULL,
  changed_claim_lines integer NOT NULL,
  result text NOT NULL,
  account_id bigint,
  account_name text NOT NULL,
  created_at text NOT NULL
);
{{append_only vocabulary_trial}}

-- What the console adds to the vocabulary of the recipe, or silences in it.
CREATE TABLE vocabulary_addition (
  id {{id}},
  request_key text NOT NULL UNIQUE,
  phrase text NOT NULL,
  meaning text NOT NULL,
  citation text NOT NULL,
  example text NOT NULL,
  reason text NOT NULL,
  changed_lines integer NOT NULL,
  is_active boolean NOT NULL,
  account_id bigint,
  account_name text NOT NULL,
  created_at text NOT NULL,
  trial_id bigint REFERENCES vocabulary_trial (id)
);
-- One meaning at a time for a phrase.
CREATE UNIQUE INDEX vocabulary_addition_phrase ON vocabulary_addition (phrase) WHERE is_active;

-- === Budgets
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
  amount bigint NOT NULL CHECK (amount > 0),
  -- When in the year it is meant to be spent, from the first of a month to the end of one; the plan that spending is compared with follows from it.
  from_month integer NOT NULL DEFAULT 1 CHECK (from_month BETWEEN 1 AND 12),
  until_month integer NOT NULL DEFAULT 12 CHECK (until_month BETWEEN from_month AND 12)
);
CREATE UNIQUE INDEX budget_item_key ON budget_item (budget_id, year, use_code, item, coalesce(class_id, 0));

-- === Ledger
-- A line of a fund's budget with its balance, moved only together with an entry. What is left is a sum kept, never recomputed.
CREATE TABLE fund_line (
  id {{id}},
  fund_id bigint NOT NULL REFERENCES fund (id),
  year integer NOT NULL,
  use_code text NOT NULL,
  item text NOT NULL,
  class_id bigint REFERENCES training_class (id),
  is_strict boolean NOT NULL,
  planned bigint NOT NULL CHECK (planned >= 0),
  allowed bigint NOT NULL CHECK (allowed >= 0),
  remaining bigint NOT NULL CHECK (remaining >= 0),
  committed bigint NOT NULL CHECK (committed >= 0),
  claimed bigint NOT NULL CHECK (claimed >= 0),
  paid bigint NOT NULL CHECK (paid >= 0),
  -- Months of the version in force.
  from_month integer NOT NULL DEFAULT 1 CHECK (from_month BETWEEN 1 AND 12),
  until_month integer NOT NULL DEFAULT 12 CHECK (until_month BETWEEN from_month AND 12),
  CHECK (remaining = planned + allowed - committed - claimed - paid),
  CHECK (is_strict = FALSE OR allowed = 0)
);
CREATE UNIQUE INDEX fund_line_key ON fund_line (fund_id, year, use_code, item, coalesce(class_id, 0));
CREATE INDEX fund_line_class ON fund_line (class_id);

CREATE TABLE fund_entry (
  id {{id}},
  line_id bigint NOT NULL REFERENCES fund_line (id),
  act text NOT NULL,
  from_stage text NOT NULL,
  to_stage text NOT NULL,
  amount bigint NOT NULL CHECK (amount > 0),
  source text NOT NULL,
  source_id bigint NOT NULL,
  round integer NOT NULL,
  reversal_of bigint UNIQUE REFERENCES fund_entry (id),
  reason text,
  posted_at text NOT NULL,
  posted_by bigint,
  posted_by_name text NOT NULL,
  CHECK (from_stage <> to_stage)
);
CREATE UNIQUE INDEX fund_entry_once ON fund_entry (source, source_id, line_id, act, round) WHERE reversal_of IS NULL;
CREATE INDEX fund_entry_line ON fund_entry (line_id);
{{append_only fund_entry}}

-- Transfers between lines, carry-over to the next year and reversals of paid claims: asked for by one person, approved by another.
CREATE TABLE fund_move (
  id {{id}},
  number text NOT NULL UNIQUE,
  kind text NOT NULL CHECK (kind IN ('Transfer', 'CarryOver', 'ClaimReversal')),
  state text NOT NULL,
  state_since text NOT NULL,
  fund_id bigint NOT NULL REFERENCES fund (id),
  from_line bigint REFERENCES fund_line (id),
  to_line bigint REFERENCES fund_line (id),
  claim_id bigint,
  amount bigint NOT NULL CHECK (amount > 0),
  reason text NOT NULL,
  asked_by bigint,
  asked_by_name text NOT NULL,
  asked_at text NOT NULL,
  request_key text UNIQUE,
  CHECK (kind = 'ClaimReversal' OR (from_line IS NOT NULL AND to_line IS NOT NULL)),
  CHECK (kind <> 'ClaimReversal' OR claim_id IS NOT NULL)
);

-- === Commitments and claims
-- Money bound by an approved request or a contract before anything is claimed. What claims have drawn and what was given back is kept beside it.
CREATE TABLE commitment (
  id {{id}},
  number text NOT NULL UNIQUE,
  kind text NOT NULL CHECK (kind IN ('Request', 'Contract')),
  state text NOT NULL,
  state_since text NOT NULL,
  fund_line_id bigint NOT NULL REFERENCES fund_line (id),
  counterparty text NOT NULL,
  purpose text NOT NULL,
  amount bigint NOT NULL CHECK (amount > 0),
  drawn bigint NOT NULL CHECK (drawn >= 0),
  released bigint NOT NULL CHECK (released >= 0),
  class_id bigint REFERENCES training_class (id),
  task text NOT NULL,
  paper_no text NOT NULL,
  file_hash text NOT NULL,
  file_name text NOT NULL,
  asked_by bigint,
  asked_by_name text NOT NULL,
  asked_at text NOT NULL,
  request_key text UNIQUE,
  CHECK (drawn + released <= amount)
);
CREATE INDEX commitment_state ON commitment (state, id);
CREATE INDEX commitment_line ON commitment (fund_line_id);
CREATE INDEX commitment_class ON commitment (class_id);

CREATE TABLE claim (
  id {{id}},
  number text NOT NULL UNIQUE,
  state text NOT NULL,
  state_since text NOT NULL,
  -- Which hand-in this is: a returned claim that comes again posts anew.
  round integer NOT NULL,
  title text NOT NULL,
  fund_id bigint NOT NULL REFERENCES fund (id),
  class_id bigint REFERENCES training_class (id),
  approval_paper text NOT NULL,
  total bigint NOT NULL CHECK (total >= 0),
  applicant_id bigint,
  applicant_name text NOT NULL,
  submitted_by bigint,
  unit_approved_by bigint,
  finance_approved_by bigint,
  voucher text NOT NULL,
  paid_on text,
  -- The day of finance's approval: nothing was paid before it.
  approved_on text,
  created_at text NOT NULL,
  request_key text UNIQUE,
  version integer NOT NULL
);
CREATE INDEX claim_state ON claim (state, id);
CREATE INDEX claim_applicant ON claim (applicant_id);
CREATE INDEX claim_class ON claim (class_id);

-- Quantities are hundredths, money is fen.
CREATE TABLE claim_line (
  id {{id}},
  claim_id bigint NOT NULL REFERENCES claim (id),
  fund_line_id bigint NOT NULL REFERENCES fund_line (id),
  kind text NOT NULL,
  description text NOT NULL,
  payee text NOT NULL,
  is_own_staff boolean NOT NULL,
  quantity bigint NOT NULL CHECK (quantity > 0),
  unit text NOT NULL,
  unit_price bigint NOT NULL CHECK (unit_price >= 0),
  amount bigint NOT NULL CHECK (amount > 0),
  from_day text NOT NULL,
  until_day text NOT NULL,
  half_day text NOT NULL,
  class_id bigint REFERENCES training_class (id),
  task text NOT NULL,
  -- Older invoices have eight digits that are unique only with the code of their series; what one comes to is told where several lines share it.
  invoice_no text NOT NULL,
  invoice_series text NOT NULL DEFAULT '',
  invoice_total bigint CHECK (invoice_total > 0),
  invoice_title text NOT NULL,
  invoice_code text NOT NULL,
  commitment_id bigint REFERENCES commitment (id),
  -- What the spending standards ask of a line beside its amount. Hours are tenths; empty where nobody has told.
  hours integer NOT NULL DEFAULT 0,
  city text NOT NULL DEFAULT '',
  person_level text NOT NULL DEFAULT 'Other' CHECK (person_level IN ('Other', 'Bureau', 'Ministry')),
  persons integer NOT NULL DEFAULT 0,
  nights integer NOT NULL DEFAULT 0,
  board_days integer,
  is_net boolean NOT NULL DEFAULT FALSE,
  net_amount bigint NOT NULL DEFAULT 0,
  is_expert boolean NOT NULL DEFAULT FALSE,
  expert_reason text NOT NULL DEFAULT '',
  by_correspondence boolean NOT NULL DEFAULT FALSE,
  -- The same line form sent twice is one line; who edits an older state of a line is told.
  request_key text,
  version integer NOT NULL DEFAULT 1,
  CHECK (from_day <= until_day)
);
CREATE INDEX claim_line_claim ON claim_line (claim_id);
CREATE INDEX claim_line_class ON claim_line (class_id);
CREATE INDEX claim_line_day ON claim_line (payee, from_day);
CREATE INDEX claim_line_kind_day ON claim_line (kind, from_day);
CREATE INDEX claim_line_invoice ON claim_line (invoice_no);
CREATE INDEX claim_line_commitment ON claim_line (commitment_id);
CREATE UNIQUE INDEX claim_line_request ON claim_line (request_key);

-- An invoice belongs to one claim from hand-in until the claim is cancelled or reversed.
CREATE TABLE claim_invoice (
  invoice_no text PRIMARY KEY,
  claim_id bigint NOT NULL REFERENCES claim (id)
);
CREATE INDEX claim_invoice_claim ON claim_invoice (claim_id);

CREATE TABLE claim_file (
  id {{id}},
  claim_id bigint NOT NULL REFERENCES claim (id),
  hash text NOT NULL,
  file_name text NOT NULL,
  label text NOT NULL,
  added_at text NOT NULL,
  UNIQUE (claim_id, hash)
);

-- What an approved claim took out of a commitment; taken back when the claim is returned or reversed.
CREATE TABLE commitment_draw (
  id {{id}},
  commitment_id bigint NOT NULL REFERENCES commitment (id),
  claim_id bigint NOT NULL REFERENCES claim (id),
  amount bigint NOT NULL CHECK (amount > 0),
  drawn_at text NOT NULL,
  given_back_at text
);
CREATE UNIQUE INDEX commitment_draw_standing ON commitment_draw (commitment_id, claim_id) WHERE given_back_at IS NULL;
CREATE INDEX commitment_draw_claim ON commitment_draw (claim_id);

-- Which papers a file of a claim is: one scan often holds several.
CREATE TABLE claim_paper (
  file_id bigint NOT NULL REFERENCES claim_file (id),
  claim_id bigint NOT NULL REFERENCES claim (id),
  paper text NOT NULL,
  invoice text NOT NULL DEFAULT '',
  PRIMARY KEY (file_id, paper)
);
CREATE INDEX claim_paper_claim ON claim_paper (claim_id);

-- Which lines of its claim a file proves as a paper.
CREATE TABLE claim_paper_line (
  file_id bigint NOT NULL,
  paper text NOT NULL,
  line_id bigint NOT NULL REFERENCES claim_line (id),
  claim_id bigint NOT NULL,
  PRIMARY KEY (file_id, paper, line_id),
  FOREIGN KEY (file_id, paper) REFERENCES claim_paper (file_id, paper)
);
CREATE INDEX claim_paper_line_claim ON claim_paper_line (claim_id);
CREATE INDEX claim_paper_line_line ON claim_paper_line (line_id);

-- === Standards
-- Caps of lodging by city, level and season; from and until are days of the year (MM-dd), both included.
CREATE TABLE lodging_cap (
  id {{id}},
  city text NOT NULL,
  person_level text NOT NULL CHECK (person_level IN ('Other', 'Bureau', 'Ministry')),
  season_from text NOT NULL,
  season_until text NOT NULL,
  amount bigint NOT NULL CHECK (amount > 0),
  holds_from text NOT NULL,
  citation text NOT NULL,
  certainty text NOT NULL,
  source text NOT NULL,
  recorded_by_name text NOT NULL,
  UNIQUE (city, person_level, season_from, holds_from)
);

-- === Payment lists
-- Payment lists carry every labour fee: lectures from confirmed sessions, consultation and other labour by named payees. Hours are tenths, money is fen.
CREATE TABLE fee_list (
  id {{id}},
  number text NOT NULL UNIQUE,
  kind text NOT NULL DEFAULT 'Lecture' CHECK (kind IN ('Lecture', 'Consultation', 'Labour')),
  class_id bigint REFERENCES training_class (id),
  -- What it serves where no class does.
  task text NOT NULL DEFAULT '',
  -- First day of the month in which it is to be paid; null while nobody has named one and it isn't approved.
  pay_month text,
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
CREATE INDEX fee_list_class ON fee_list (class_id);

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
CREATE INDEX fee_line_instructor ON fee_line (instructor_id, day);
CREATE INDEX fee_line_payee ON fee_line (payee_id);

-- A session is paid once: it belongs to one list until that list is cancelled.
CREATE TABLE fee_session (
  session_id bigint PRIMARY KEY,
  list_id bigint NOT NULL REFERENCES fee_list (id),
  instructor_id bigint NOT NULL,
  class_no text NOT NULL,
  day text NOT NULL,
  starts_at text NOT NULL,
  ends_at text NOT NULL,
  hours integer NOT NULL,
  topic text NOT NULL
);
CREATE INDEX fee_session_list ON fee_session (list_id);
CREATE INDEX fee_session_payee ON fee_session (instructor_id, day);

-- === Settlement
-- The settlement of a class: handed in by its adviser, confirmed by finance, signed by a leader, with the sum that was signed.
CREATE TABLE class_settlement (
  class_id bigint PRIMARY KEY REFERENCES training_class (id),
  state text NOT NULL,
  total bigint NOT NULL CHECK (total >= 0),
  submitted_by bigint,
  submitted_by_name text NOT NULL,
  submitted_at text,
  confirmed_by bigint,
  confirmed_by_name text NOT NULL,
  confirmed_at text,
  signed_by bigint,
  signed_by_name text NOT NULL,
  signed_at text,
  -- The sheet as it was handed in, as JSON with its SHA-256.
  sheet text NOT NULL DEFAULT '',
  sheet_hash text NOT NULL DEFAULT '',
  -- Days of arrival and departure count into the quota, at most one each by the standard; empty follows from the class's days and timetable.
  arrival_days integer CHECK (arrival_days >= 0),
  departure_days integer CHECK (departure_days >= 0)
);

-- What a class is planned to cost, by kind of cost, for classes on budget lines that others use too.
CREATE TABLE class_cost_plan (
  class_id bigint NOT NULL REFERENCES training_class (id),
  kind text NOT NULL,
  amount bigint NOT NULL CHECK (amount > 0),
  PRIMARY KEY (class_id, kind)
);

-- === Reconciliation
-- A period as it was compared with the finance office's ledger: one month, or several in a row (2026-05, 2026-01-2026-11); closed when both sides have signed.
CREATE TABLE reconciliation_month (
  id {{id}},
  month text NOT NULL UNIQUE,
  from_month text NOT NULL DEFAULT '',
  until_month text NOT NULL DEFAULT '',
  state text NOT NULL CHECK (state IN ('open', 'base_signed', 'closed')),
  ledger_name text NOT NULL,
  claims_name text NOT NULL,
  ledger_hash text NOT NULL,
  claims_hash text NOT NULL,
  base_signer_id bigint,
  -- With how wide a window it was compared, so that its workbook can be made again as it was.
  window_days integer NOT NULL DEFAULT 45,
  source text NOT NULL DEFAULT 'File' CHECK (source IN ('Own', 'File', 'Both')),
  with_income boolean NOT NULL DEFAULT FALSE
);

-- Months of the books. A signed period holds its months, each month once; whoever dates something in a month holds its row.
CREATE TABLE accounting_month (
  month text PRIMARY KEY,
  period_id bigint REFERENCES reconciliation_month (id)
);

-- What a signed period has counted: a claim, a receipt, an item carried forward. None counts in two.
CREATE TABLE reconciliation_counted (
  entry_key text PRIMARY KEY,
  period_id bigint NOT NULL REFERENCES reconciliation_month (id)
);
CREATE INDEX reconciliation_counted_period ON reconciliation_counted (period_id);

-- The entries of both books as they were compared. What is set aside says why and counts nowhere.
CREATE TABLE reconciliation_entry (
  id {{id}},
  period_id bigint NOT NULL REFERENCES reconciliation_month (id),
  side text NOT NULL CHECK (side IN ('Own', 'Ledger')),
  part text NOT NULL CHECK (part IN ('Expense', 'Income')),
  row_no integer NOT NULL,
  day text,
  number text NOT NULL,
  voucher text NOT NULL,
  use_name text NOT NULL,
  summary text NOT NULL,
  amount bigint NOT NULL,
  entry_key text NOT NULL,
  position integer,
  aside text NOT NULL,
  carried_from bigint REFERENCES reconciliation_entry (id),
  -- The period it comes from, where it was carried forward.
  origin text NOT NULL
);
CREATE INDEX reconciliation_entry_period ON reconciliation_entry (period_id, entry_key);
CREATE INDEX reconciliation_entry_carried ON reconciliation_entry (carried_from);

CREATE TABLE reconciliation_match (
  id {{id}},
  period_id bigint NOT NULL REFERENCES reconciliation_month (id),
  part text NOT NULL CHECK (part IN ('Expense', 'Income')),
  position integer NOT NULL,
  -- Stands for its entries: the same pair has the same key however often the books are compared.
  match_key text NOT NULL,
  match_group text NOT NULL CHECK (match_group IN ('Matched', 'AmountDiffers', 'MissingInLedger', 'OnlyInLedger', 'Reversed')),
  way text NOT NULL CHECK (way IN ('None', 'Number', 'Voucher', 'VoucherOnly', 'AmountAndDay', 'Hand')),
  is_confirmed boolean NOT NULL,
  remark text NOT NULL,
  explanation text NOT NULL,
  explained_by text NOT NULL,
  -- Goes on to the next period while it is open.
  carries boolean NOT NULL,
  UNIQUE (period_id, position)
);

-- What persons decided on a pair, kept by its entries, so that comparing anew loses nothing.
CREATE TABLE reconciliation_decision (
  id {{id}},
  period_id bigint NOT NULL REFERENCES reconciliation_month (id),
  kind text NOT NULL CHECK (kind IN ('Confirmed', 'Rejected', 'Paired', 'Explained')),
  own_keys text NOT NULL,
  ledger_keys text NOT NULL,
  note text NOT NULL,
  carries boolean NOT NULL,
  by_name text NOT NULL,
  UNIQUE (period_id, kind, own_keys, ledger_keys)
);
