CREATE TABLE trace_entry (
  id {{id}},
  at text NOT NULL,
  actor_id bigint,
  actor_name text NOT NULL,
  record_type text NOT NULL,
  record_id bigint NOT NULL,
  step text NOT NULL,
  from_state text NOT NULL,
  to_state text NOT NULL,
  findings text NOT NULL,
  comment text,
  attachments text NOT NULL,
  salt text NOT NULL
);
CREATE INDEX trace_entry_record ON trace_entry (record_type, record_id);
CREATE INDEX trace_entry_actor ON trace_entry (actor_id, at);

-- The chain: one row an entry, in the order of sealing. Holds hashes, ids and codes only.
CREATE TABLE trace_seal (
  sequence bigint PRIMARY KEY,
  entry_id bigint NOT NULL UNIQUE,
  previous text NOT NULL,
  hash text NOT NULL,
  sealed_at text NOT NULL
);
