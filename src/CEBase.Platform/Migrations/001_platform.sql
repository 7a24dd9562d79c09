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

-- The database itself refuses to change or delete what was traced and sealed.
{{append_only trace_entry}}
{{append_only trace_seal}}

CREATE TABLE recipe_run (
  id {{id}},
  name text NOT NULL,
  run_at text NOT NULL
);

-- Keys that protect cookies and tokens; every node reads the same ones.
CREATE TABLE data_protection_key (
  id {{id}},
  name text NOT NULL,
  xml text NOT NULL,
  created_at text NOT NULL
);

CREATE TABLE account (
  id {{id}},
  display_name text NOT NULL,
  phone text UNIQUE,
  email text,
  email_key text UNIQUE,
  password_hash text,
  must_change_password boolean NOT NULL DEFAULT FALSE,
  security_stamp text NOT NULL,
  version bigint NOT NULL DEFAULT 1,
  is_active boolean NOT NULL DEFAULT TRUE,
  access_failed integer NOT NULL DEFAULT 0 CHECK (access_failed >= 0),
  lockout_end text,
  second_factor boolean NOT NULL DEFAULT FALSE,
  authenticator_key text,
  last_code text,
  created_at text NOT NULL,
  last_sign_in_at text,
  CHECK (phone IS NOT NULL OR email_key IS NOT NULL)
);
CREATE INDEX account_display_name ON account (display_name);

CREATE TABLE role (
  name text PRIMARY KEY,
  label text NOT NULL,
  description text NOT NULL,
  is_staff boolean NOT NULL,
  position integer NOT NULL
);

-- '*' stands for every permission, also those of modules that come later.
CREATE TABLE role_permission (
  role_name text NOT NULL REFERENCES role (name),
  permission text NOT NULL,
  PRIMARY KEY (role_name, permission)
);

CREATE TABLE account_role (
  account_id bigint NOT NULL REFERENCES account (id),
  role_name text NOT NULL REFERENCES role (name),
  PRIMARY KEY (account_id, role_name)
);
CREATE INDEX account_role_role ON account_role (role_name);

CREATE TABLE recovery_code (
  account_id bigint NOT NULL REFERENCES account (id),
  code_hash text NOT NULL,
  PRIMARY KEY (account_id, code_hash)
);

-- A refresh token is used once; using it again ends its whole family, for then two hold it.
CREATE TABLE refresh_token (
  id {{id}},
  account_id bigint NOT NULL REFERENCES account (id),
  family text NOT NULL,
  token_hash text NOT NULL UNIQUE,
  security_stamp text NOT NULL,
  created_at text NOT NULL,
  expires_at text NOT NULL,
  used_at text
);
CREATE INDEX refresh_token_family ON refresh_token (family);
CREATE INDEX refresh_token_account ON refresh_token (account_id);

-- One-time links that let an account set its password. Those that its owner asked for by mail hold for minutes, those that staff hand over for days;
-- an account may have one of each.
CREATE TABLE password_link (
  token_hash text PRIMARY KEY,
  account_id bigint NOT NULL REFERENCES account (id),
  security_stamp text NOT NULL,
  expires_at text NOT NULL,
  by_mail boolean NOT NULL DEFAULT FALSE
);

-- Keys of the installation, protected by data protection: the same on every node.
CREATE TABLE platform_secret (
  name text PRIMARY KEY,
  value text NOT NULL,
  created_at text NOT NULL
);

-- The mail server of the installation: one row. User name and password are protected by data protection.
CREATE TABLE mail_settings (
  id integer PRIMARY KEY CHECK (id = 1),
  host text NOT NULL,
  port integer NOT NULL CHECK (port BETWEEN 1 AND 65535),
  security text NOT NULL CHECK (security IN ('StartTls', 'Tls', 'None')),
  user_name text,
  password text,
  from_address text NOT NULL,
  from_name text NOT NULL,
  site_address text NOT NULL,
  version bigint NOT NULL
);

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

-- What higher modules may read in their own SQL, in words that stay when the tables change.
CREATE VIEW published_trace_entry AS
SELECT id, at, actor_id, actor_name, record_type, record_id, step, from_state, to_state, findings, comment, attachments FROM trace_entry;
