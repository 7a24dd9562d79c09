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

-- One-time links that let an account set its password.
CREATE TABLE password_link (
  token_hash text PRIMARY KEY,
  account_id bigint NOT NULL REFERENCES account (id),
  security_stamp text NOT NULL,
  expires_at text NOT NULL
);

-- Keys of the installation, protected by data protection: the same on every node.
CREATE TABLE platform_secret (
  name text PRIMARY KEY,
  value text NOT NULL,
  created_at text NOT NULL
);
