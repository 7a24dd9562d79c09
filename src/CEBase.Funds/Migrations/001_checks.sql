-- A file of expense lines as it was checked; its lines are the past lines that a change of the vocabulary is tried on.
CREATE TABLE use_check_batch (
  id {{id}},
  file_name text NOT NULL,
  file_hash text NOT NULL,
  account_id bigint,
  account_name text NOT NULL,
  created_at text NOT NULL,
  lines integer NOT NULL,
  reviewed integer NOT NULL,
  blocked integer NOT NULL
);
{{append_only use_check_batch}}

CREATE TABLE use_check_line (
  id {{id}},
  batch_id bigint NOT NULL REFERENCES use_check_batch (id),
  row_no integer NOT NULL,
  number text NOT NULL,
  category text NOT NULL,
  description text NOT NULL,
  amount text NOT NULL,
  verdict text NOT NULL CHECK (verdict IN ('allow', 'review', 'block')),
  rules text NOT NULL,
  articles text NOT NULL,
  message text NOT NULL
);
CREATE INDEX use_check_line_batch ON use_check_line (batch_id, verdict, row_no);
{{append_only use_check_line}}
