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
  CHECK (received >= 0 AND received <= amount),
  CHECK (refunded >= 0 AND refunded <= received),
  CHECK (issued_on <= due_on),
  CHECK ((payer_kind = 'Learner' AND learner_id IS NOT NULL AND price_id IS NOT NULL AND contract_id IS NULL)
    OR (payer_kind = 'Client' AND contract_id IS NOT NULL AND learner_id IS NULL))
);
CREATE INDEX receivable_class ON receivable (class_id, state);
CREATE INDEX receivable_due ON receivable (state, due_on);
CREATE INDEX receivable_contract ON receivable (contract_id);
-- A learner has one living bill for a class.
CREATE UNIQUE INDEX receivable_learner ON receivable (learner_id, class_id) WHERE payer_kind = 'Learner' AND state <> 'cancelled';

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
  UNIQUE (means, outside_no)
);
CREATE INDEX receipt_receivable ON receipt (receivable_id);
{{append_only receipt}}
