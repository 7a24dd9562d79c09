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
