-- Uploads by content. Bytes lie here in parts of 1 MiB, so that every node and every backup has them.
CREATE TABLE stored_file (
  hash text PRIMARY KEY,
  kind text NOT NULL,
  media_type text NOT NULL,
  size bigint NOT NULL CHECK (size > 0),
  is_encrypted boolean NOT NULL,
  stored_at text NOT NULL
);
CREATE TABLE file_part (
  hash text NOT NULL REFERENCES stored_file (hash),
  number integer NOT NULL,
  content {{bytes}} NOT NULL,
  PRIMARY KEY (hash, number)
);
-- One row an upload: the same bytes may be uploaded under two names and two permissions.
CREATE TABLE file_upload (
  id {{id}},
  hash text NOT NULL REFERENCES stored_file (hash),
  file_name text NOT NULL,
  permission text NOT NULL,
  is_sensitive boolean NOT NULL,
  account_id bigint,
  account_name text NOT NULL,
  uploaded_at text NOT NULL
);
CREATE INDEX file_upload_hash ON file_upload (hash);
