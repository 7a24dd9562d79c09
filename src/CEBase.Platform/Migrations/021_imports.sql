-- One spreadsheet on its way in: the durable queue of the import runner and the memory of what was imported.
CREATE TABLE import_job (
  id {{id}},
  kind text NOT NULL,
  target text NOT NULL,
  target_text text NOT NULL,
  file_hash text NOT NULL REFERENCES stored_file (hash),
  file_name text NOT NULL,
  state text NOT NULL,
  mapping text NOT NULL,
  sentence text,
  rows_total integer NOT NULL,
  rows_done integer NOT NULL,
  rows_good integer NOT NULL CHECK (rows_good >= 0),
  rows_bad integer NOT NULL CHECK (rows_bad >= 0),
  rows_written integer NOT NULL,
  rows_unchanged integer NOT NULL,
  details text NOT NULL,
  account_id bigint,
  account_name text NOT NULL,
  rights text NOT NULL,
  created_at text NOT NULL,
  confirmed_at text,
  finished_at text,
  lease_token text,
  lease_until text,
  attempts integer NOT NULL
);
CREATE INDEX import_job_queue ON import_job (state, lease_until);
CREATE INDEX import_job_account ON import_job (account_id, id);
CREATE INDEX import_job_file ON import_job (file_hash, kind, target);
-- What is wrong with a row; sentences hold no full personal numbers.
CREATE TABLE import_problem (
  job_id bigint NOT NULL REFERENCES import_job (id),
  row_number integer NOT NULL,
  code text NOT NULL,
  column_name text,
  sentence text NOT NULL,
  PRIMARY KEY (job_id, row_number)
);
