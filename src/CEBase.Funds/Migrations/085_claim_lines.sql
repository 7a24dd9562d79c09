-- The same line form sent twice is one line; who edits an older state of a line is told.
ALTER TABLE claim_line ADD COLUMN request_key text;
CREATE UNIQUE INDEX claim_line_request ON claim_line (request_key);
ALTER TABLE claim_line ADD COLUMN version integer NOT NULL DEFAULT 1;

-- Older invoices: eight digits that are unique only with the code of their series. What an invoice comes to, where several lines share it.
ALTER TABLE claim_line ADD COLUMN invoice_series text NOT NULL DEFAULT '';
ALTER TABLE claim_line ADD COLUMN invoice_total bigint CHECK (invoice_total > 0);
CREATE INDEX claim_line_invoice ON claim_line (invoice_no);
