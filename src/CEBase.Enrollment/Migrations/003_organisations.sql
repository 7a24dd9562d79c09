-- For which entrusting organisation an account speaks.
CREATE TABLE organisation_contact (
  account_id bigint PRIMARY KEY,
  organisation text NOT NULL,
  employer_key text NOT NULL,
  credit_code text,
  assigned_at text NOT NULL
);
