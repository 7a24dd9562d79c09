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
