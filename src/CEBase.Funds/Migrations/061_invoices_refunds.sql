-- The header of an invoice as the payer confirmed it. A changed header is a new row, so that what was agreed to can always be shown.
CREATE TABLE invoice_header (
  id {{id}},
  kind text NOT NULL CHECK (kind IN ('Organisation', 'Person')),
  title text NOT NULL CHECK (title <> ''),
  credit_code text NOT NULL,
  code_fits boolean NOT NULL,
  email text NOT NULL,
  confirmed_at text NOT NULL,
  confirmed_by bigint,
  confirmed_by_name text NOT NULL,
  -- Who confirmed it on which paper, where staff wrote it down for the payer.
  paper text NOT NULL,
  CHECK (kind = 'Person' OR credit_code <> '')
);
{{append_only invoice_header}}

-- An invoice from its demand on. Item and amount come from the bills; a wrong one is offset in red and replaced, never changed.
CREATE TABLE invoice (
  id {{id}},
  number text NOT NULL UNIQUE,
  state text NOT NULL,
  state_since text NOT NULL,
  header_id bigint NOT NULL REFERENCES invoice_header (id),
  next_header_id bigint REFERENCES invoice_header (id),
  item text NOT NULL,
  amount bigint NOT NULL CHECK (amount > 0),
  replaces bigint UNIQUE REFERENCES invoice (id),
  invoice_no text UNIQUE,
  issued_on text,
  red_no text UNIQUE,
  red_on text,
  red_reason text NOT NULL,
  request_key text UNIQUE,
  version integer NOT NULL,
  CHECK (state NOT IN ('issued', 'reissue', 'reddened') OR (invoice_no IS NOT NULL AND issued_on IS NOT NULL)),
  CHECK (state <> 'reddened' OR (red_no IS NOT NULL AND red_on IS NOT NULL))
);
CREATE INDEX invoice_state ON invoice (state, id);

CREATE TABLE invoice_bill (
  invoice_id bigint NOT NULL REFERENCES invoice (id),
  receivable_id bigint NOT NULL REFERENCES receivable (id),
  amount bigint NOT NULL CHECK (amount > 0),
  PRIMARY KEY (invoice_id, receivable_id)
);
CREATE INDEX invoice_bill_receivable ON invoice_bill (receivable_id);
{{append_only invoice_bill}}

-- The living invoice of a bill: set when one is asked for, cleared when it is offset or withdrawn. No bill is invoiced twice.
ALTER TABLE receivable ADD COLUMN invoice_id bigint REFERENCES invoice (id);

-- Money paid back: asked for by one, approved by another, paid by finance to whoever paid, the way it came.
CREATE TABLE refund (
  id {{id}},
  number text NOT NULL UNIQUE,
  state text NOT NULL,
  state_since text NOT NULL,
  receivable_id bigint NOT NULL REFERENCES receivable (id),
  ground text NOT NULL CHECK (ground IN ('BeforeStart', 'AfterStart', 'ClassCancelled', 'ContractReduced')),
  amount bigint NOT NULL CHECK (amount > 0),
  -- The arithmetic, in words, as at the day of asking.
  basis text NOT NULL,
  reason text NOT NULL,
  asked_by bigint,
  asked_by_name text NOT NULL,
  asked_at text NOT NULL,
  paid_no text UNIQUE,
  paid_on text,
  request_key text UNIQUE,
  CHECK (state <> 'paid' OR (paid_no IS NOT NULL AND paid_on IS NOT NULL))
);
CREATE INDEX refund_receivable ON refund (receivable_id);
CREATE UNIQUE INDEX refund_open ON refund (receivable_id) WHERE state IN ('asked', 'approved');

-- Which receipts a refund goes back to.
CREATE TABLE refund_part (
  refund_id bigint NOT NULL REFERENCES refund (id),
  receipt_id bigint NOT NULL REFERENCES receipt (id),
  amount bigint NOT NULL CHECK (amount > 0),
  PRIMARY KEY (refund_id, receipt_id)
);
CREATE INDEX refund_part_receipt ON refund_part (receipt_id);
{{append_only refund_part}}

-- Lines of the school's account as the finance office hands them over; each is told once which bills it pays.
CREATE TABLE arrival (
  id {{id}},
  outside_no text NOT NULL UNIQUE CHECK (outside_no <> ''),
  amount bigint NOT NULL CHECK (amount > 0),
  paid_on text NOT NULL,
  payer_name text NOT NULL,
  remark text NOT NULL,
  state text NOT NULL CHECK (state IN ('waiting', 'matched', 'other')),
  -- Why it is no fee, where it is none.
  note text NOT NULL,
  noted_at text NOT NULL,
  noted_by bigint,
  noted_by_name text NOT NULL
);
CREATE INDEX arrival_state ON arrival (state, paid_on);
