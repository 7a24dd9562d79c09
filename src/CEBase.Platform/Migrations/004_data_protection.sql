-- Keys that protect cookies and tokens; every node reads the same ones.
CREATE TABLE data_protection_key (
  id {{id}},
  name text NOT NULL,
  xml text NOT NULL,
  created_at text NOT NULL
);
