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
  invoice_no text NOT NULL,
  invoice_title text NOT NULL,
  invoice_code text NOT NULL,
  CHECK (from_day <= until_day)
);
CREATE INDEX claim_line_claim ON claim_line (claim_id);
CREATE INDEX claim_line_class ON claim_line (class_id);
CREATE INDEX claim_line_day ON claim_line (payee, from_day);

-- An invoice belongs to one claim from hand-in until the claim is cancelled or reversed.
CREATE TABLE claim_invoice (
  invoice_no text PRIMARY KEY,
  claim_id bigint NOT NULL REFERENCES claim (id)
);
CREATE INDEX claim_invoice_claim ON claim_invoice (claim_id);

CREATE TABLE claim_file (
  id {{id}},
  claim_id bigint NOT NULL REFERENCES claim (id),
  line_id bigint REFERENCES claim_line (id),
  hash text NOT NULL,
  file_name text NOT NULL,
  label text NOT NULL,
  added_at text NOT NULL,
  UNIQUE (claim_id, hash)
);
