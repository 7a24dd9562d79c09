-- A month as it was compared with the finance office's ledger; closed when both sides have signed.
CREATE TABLE reconciliation_month (
  id {{id}},
  month text NOT NULL UNIQUE,
  state text NOT NULL CHECK (state IN ('open', 'base_signed', 'closed')),
  ledger_name text NOT NULL,
  claims_name text NOT NULL,
  ledger_hash text NOT NULL,
  claims_hash text NOT NULL,
  base_signer_id bigint
);

CREATE TABLE reconciliation_item (
  id {{id}},
  month_id bigint NOT NULL REFERENCES reconciliation_month (id),
  position integer NOT NULL,
  match_group text NOT NULL CHECK (match_group IN ('Matched', 'AmountDiffers', 'MissingInLedger', 'OnlyInLedger', 'Reversed')),
  way text NOT NULL CHECK (way IN ('None', 'Number', 'AmountAndDay')),
  is_confirmed boolean NOT NULL,
  claim_numbers text NOT NULL,
  claim_fen bigint NOT NULL,
  vouchers text NOT NULL,
  summaries text NOT NULL,
  book_fen bigint NOT NULL,
  remark text NOT NULL
);
CREATE INDEX reconciliation_item_month ON reconciliation_item (month_id, match_group, position);
