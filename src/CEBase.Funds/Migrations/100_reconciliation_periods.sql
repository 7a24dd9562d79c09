-- A reconciliation covers a period: one month, or several in a row. The old column month keeps its key (2026-05, 2026-01-2026-11).
ALTER TABLE reconciliation_month ADD COLUMN from_month text NOT NULL DEFAULT '';
ALTER TABLE reconciliation_month ADD COLUMN until_month text NOT NULL DEFAULT '';
ALTER TABLE reconciliation_month ADD COLUMN source text NOT NULL DEFAULT 'File' CHECK (source IN ('Own', 'File', 'Both'));
ALTER TABLE reconciliation_month ADD COLUMN with_income boolean NOT NULL DEFAULT FALSE;
UPDATE reconciliation_month SET from_month = month, until_month = month;

-- Months of the books. A signed period holds its months, each month once; whoever dates something in a month holds its row.
CREATE TABLE accounting_month (
  month text PRIMARY KEY,
  period_id bigint REFERENCES reconciliation_month (id)
);
INSERT INTO accounting_month (month, period_id) SELECT month, id FROM reconciliation_month WHERE state <> 'open';

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

-- What was kept so far, one entry a side of each item.
INSERT INTO reconciliation_entry (period_id, side, part, row_no, day, number, voucher, use_name, summary, amount, entry_key, position, aside, origin)
SELECT month_id, 'Own', 'Expense', position, NULL, claim_numbers, '', '', '', claim_fen, 'C' || id, id, '', '' FROM reconciliation_item WHERE claim_numbers <> '';
INSERT INTO reconciliation_entry (period_id, side, part, row_no, day, number, voucher, use_name, summary, amount, entry_key, position, aside, origin)
SELECT month_id, 'Ledger', 'Expense', position, NULL, '', vouchers, '', summaries, book_fen, 'L' || id, id, '', '' FROM reconciliation_item WHERE vouchers <> '' OR summaries <> '';
INSERT INTO reconciliation_match (period_id, part, position, match_key, match_group, way, is_confirmed, remark, explanation, explained_by, carries)
SELECT month_id, 'Expense', id, 'I' || id, match_group, way, is_confirmed, remark, '', '', TRUE FROM reconciliation_item;
DROP TABLE reconciliation_item;
