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

-- What somebody owes the school for a class. It rests on a price record (a learner's) or on a signed contract (a client's), and what was
-- received and paid back are sums kept: neither can pass its bound, whatever the program does.
CREATE TABLE receivable (
  id {{id}},
  number text NOT NULL UNIQUE,
  state text NOT NULL,
  state_since text NOT NULL,
  class_id bigint NOT NULL REFERENCES training_class (id),
  payer_kind text NOT NULL CHECK (payer_kind IN ('Learner', 'Client')),
  learner_id bigint REFERENCES learner (id),
  contract_id bigint REFERENCES contract (id),
  payer_name text NOT NULL,
  price_id bigint REFERENCES approved_price (id),
  -- Filing number of the price, or number of the contract, as at the day of billing.
  basis_no text NOT NULL,
  -- What it is for; the payer may change the header of an invoice, never this.
  item text NOT NULL,
  -- First, second … of a contract; 1 for a learner.
  instalment integer NOT NULL CHECK (instalment > 0),
  amount bigint NOT NULL CHECK (amount > 0),
  received bigint NOT NULL,
  refunded bigint NOT NULL,
  issued_on text NOT NULL,
  due_on text NOT NULL,
  reminded_on text,
  reminders integer NOT NULL,
  request_key text UNIQUE,
  version integer NOT NULL,
  -- The living invoice: set when one is asked for, cleared when it is offset or withdrawn. No bill is invoiced twice.
  invoice_id bigint REFERENCES invoice (id),
  -- Who leaves a class owes for the hours taught by then: what is to be paid after leaving, and the day of leaving. Null while the learner stays.
  owed bigint CHECK (owed IS NULL OR (owed >= 0 AND owed <= amount)),
  left_on text,
  CHECK (received >= 0 AND received <= amount),
  CHECK (refunded >= 0 AND refunded <= received),
  CHECK (issued_on <= due_on),
  CHECK ((payer_kind = 'Learner' AND learner_id IS NOT NULL AND price_id IS NOT NULL AND contract_id IS NULL)
    OR (payer_kind = 'Client' AND contract_id IS NOT NULL AND learner_id IS NULL))
);
CREATE INDEX receivable_class ON receivable (class_id, state);
CREATE INDEX receivable_due ON receivable (state, due_on);
CREATE INDEX receivable_contract ON receivable (contract_id);
-- A learner has one living bill for a class; a debt from an earlier stay doesn't stand in the way of coming again.
CREATE UNIQUE INDEX receivable_learner ON receivable (learner_id, class_id) WHERE payer_kind = 'Learner' AND state IN ('open', 'settled');

CREATE TABLE invoice_bill (
  invoice_id bigint NOT NULL REFERENCES invoice (id),
  receivable_id bigint NOT NULL REFERENCES receivable (id),
  amount bigint NOT NULL CHECK (amount > 0),
  PRIMARY KEY (invoice_id, receivable_id)
);
CREATE INDEX invoice_bill_receivable ON invoice_bill (receivable_id);
{{append_only invoice_bill}}

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
  noted_by_name text NOT NULL,
  -- What of it was put to bills, and what was sent back to its payer; the rest waits.
  used bigint NOT NULL DEFAULT 0 CHECK (used >= 0),
  returned bigint NOT NULL DEFAULT 0 CHECK (returned >= 0 AND used + returned <= amount)
);
CREATE INDEX arrival_state ON arrival (state, paid_on);

CREATE TABLE arrival_return (
  id {{id}},
  arrival_id bigint NOT NULL REFERENCES arrival (id),
  amount bigint NOT NULL CHECK (amount > 0),
  paid_no text NOT NULL UNIQUE CHECK (paid_no <> ''),
  paid_on text NOT NULL,
  note text NOT NULL,
  returned_at text NOT NULL,
  returned_by bigint,
  returned_by_name text NOT NULL
);
CREATE INDEX arrival_return_arrival ON arrival_return (arrival_id);
{{append_only arrival_return}}

-- Lines by which the bank took back what it had credited: no money came in, but something that counts may have gone. They wait until finance has looked.
CREATE TABLE account_reversal (
  id {{id}},
  outside_no text NOT NULL UNIQUE CHECK (outside_no <> ''),
  amount bigint NOT NULL CHECK (amount > 0),
  booked_on text NOT NULL,
  payer_name text NOT NULL,
  remark text NOT NULL,
  noted_at text NOT NULL,
  noted_by_name text NOT NULL,
  -- What finance found; null while nobody has looked.
  finding text,
  looked_at text,
  looked_by_name text
);
CREATE INDEX account_reversal_waiting ON account_reversal (booked_on) WHERE finding IS NULL;

-- What arrived in the school's own account or through its unified payment page; there is no third way. One outside number, one receipt.
CREATE TABLE receipt (
  id {{id}},
  number text NOT NULL UNIQUE,
  receivable_id bigint NOT NULL REFERENCES receivable (id),
  means text NOT NULL CHECK (means IN ('Transfer', 'UnifiedPage')),
  outside_no text NOT NULL CHECK (outside_no <> ''),
  amount bigint NOT NULL CHECK (amount > 0),
  paid_on text NOT NULL,
  payer_name text NOT NULL,
  recorded_at text NOT NULL,
  recorded_by bigint,
  recorded_by_name text NOT NULL,
  -- The number as the bank or the payment page has it, where the receipt's own key differs: one line may pay several bills, or be posted again.
  line_no text,
  arrival_id bigint REFERENCES arrival (id),
  UNIQUE (means, outside_no)
);
CREATE INDEX receipt_receivable ON receipt (receivable_id);
CREATE INDEX receipt_arrival ON receipt (arrival_id);
CREATE INDEX receipt_paid_on ON receipt (paid_on);
{{append_only receipt}}

-- A receipt on the wrong bill is never changed: it is reversed by a row of its own, asked for by one and approved by another. The bill then owes again
-- and the money waits once more for somebody to say which bill it pays.
CREATE TABLE reversal_request (
  id {{id}},
  number text NOT NULL UNIQUE,
  state text NOT NULL,
  state_since text NOT NULL,
  receipt_id bigint NOT NULL REFERENCES receipt (id),
  reason text NOT NULL CHECK (reason <> ''),
  asked_by bigint,
  asked_by_name text NOT NULL,
  asked_at text NOT NULL
);
CREATE UNIQUE INDEX reversal_request_living ON reversal_request (receipt_id) WHERE state IN ('asked', 'done');

CREATE TABLE receipt_reversal (
  receipt_id bigint PRIMARY KEY REFERENCES receipt (id),
  request_id bigint NOT NULL UNIQUE REFERENCES reversal_request (id),
  amount bigint NOT NULL CHECK (amount > 0),
  reversed_at text NOT NULL,
  reversed_by bigint,
  reversed_by_name text NOT NULL
);
{{append_only receipt_reversal}}

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

-- An order at the school's payment page for one bill. Two of them open at once would let a learner pay twice: the index forbids it.
CREATE TABLE payment_order (
  id {{id}},
  number text NOT NULL UNIQUE,
  receivable_id bigint NOT NULL REFERENCES receivable (id),
  amount bigint NOT NULL CHECK (amount > 0),
  state text NOT NULL,
  state_since text NOT NULL,
  pay_address text,
  opened_at text NOT NULL,
  opened_by bigint,
  opened_by_name text NOT NULL,
  expires_at text NOT NULL,
  -- When the platform is asked next about an open order; failures counts the times in a row it gave no answer.
  next_ask_at text NOT NULL,
  asked_at text,
  failures integer NOT NULL,
  trouble text NOT NULL,
  trade_no text UNIQUE,
  paid_at text,
  payer_name text NOT NULL,
  CHECK (state <> 'paid' OR (trade_no IS NOT NULL AND paid_at IS NOT NULL))
);
CREATE UNIQUE INDEX payment_order_open ON payment_order (receivable_id) WHERE state = 'opened';
CREATE INDEX payment_order_receivable ON payment_order (receivable_id);
CREATE INDEX payment_order_due ON payment_order (next_ask_at) WHERE state = 'opened';

-- Money that arrived and fits no open bill: kept until finance puts it to a bill or pays it back.
CREATE TABLE stray_payment (
  id {{id}},
  trade_no text NOT NULL UNIQUE,
  order_no text NOT NULL,
  order_id bigint REFERENCES payment_order (id),
  amount bigint NOT NULL CHECK (amount > 0),
  paid_at text NOT NULL,
  payer_name text NOT NULL,
  cause text NOT NULL,
  state text NOT NULL,
  state_since text NOT NULL,
  arrived_at text NOT NULL,
  target_id bigint REFERENCES receivable (id),
  voucher text NOT NULL
);
CREATE INDEX stray_payment_state ON stray_payment (state);
CREATE INDEX stray_payment_order ON stray_payment (order_id);

-- Nonces of notifications taken, as long as their time would still be believed.
CREATE TABLE payment_nonce (
  nonce text PRIMARY KEY,
  signature text NOT NULL,
  used_at text NOT NULL
);
CREATE INDEX payment_nonce_age ON payment_nonce (used_at);

-- A day of the platform as its statement tells it; fetched again it takes the place of the earlier one.
CREATE TABLE payment_statement (
  day text PRIMARY KEY,
  fetched_at text NOT NULL,
  fetched_by_name text NOT NULL,
  differences integer NOT NULL
);
CREATE TABLE payment_statement_line (
  day text NOT NULL REFERENCES payment_statement (day),
  position integer NOT NULL,
  kind text NOT NULL CHECK (kind IN ('Payment', 'Refund')),
  order_no text NOT NULL,
  trade_no text NOT NULL,
  amount bigint NOT NULL,
  at text NOT NULL,
  PRIMARY KEY (day, position)
);

-- What modules above may read.
CREATE VIEW published_receivable AS SELECT id, number, class_id, payer_name FROM receivable;
CREATE VIEW published_receipt AS SELECT id, number, receivable_id, paid_on, payer_name, amount FROM receipt;
CREATE VIEW published_refund AS SELECT id, number, receivable_id, state, paid_on, amount FROM refund;
