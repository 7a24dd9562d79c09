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

-- The number as the bank or the payment page has it, where the receipt's own key differs: one line may pay several bills, or be posted again.
ALTER TABLE receipt ADD COLUMN line_no text;
ALTER TABLE receipt ADD COLUMN arrival_id bigint REFERENCES arrival (id);
CREATE INDEX receipt_arrival ON receipt (arrival_id);
CREATE INDEX receipt_paid_on ON receipt (paid_on);

-- What of a line of the account was put to bills, and what was sent back to its payer; the rest waits.
ALTER TABLE arrival ADD COLUMN used bigint NOT NULL DEFAULT 0 CHECK (used >= 0);
ALTER TABLE arrival ADD COLUMN returned bigint NOT NULL DEFAULT 0 CHECK (returned >= 0 AND used + returned <= amount);
UPDATE arrival SET used = amount WHERE state = 'matched';

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
