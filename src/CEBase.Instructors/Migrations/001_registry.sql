CREATE TABLE professional_title (
  title text PRIMARY KEY,
  series text NOT NULL,
  level text NOT NULL CHECK (level IN ('None', 'Junior', 'Intermediate', 'AssociateSenior', 'FullSenior'))
);

CREATE TABLE instructor (
  id {{id}},
  number text NOT NULL UNIQUE,
  request_key text UNIQUE,
  name text NOT NULL,
  employer text NOT NULL,
  relation text NOT NULL CHECK (relation IN ('InHouse', 'PartTime', 'Outside')),
  education text NOT NULL,
  degree text NOT NULL,
  title text NOT NULL,
  title_level text NOT NULL CHECK (title_level IN ('None', 'Junior', 'Intermediate', 'AssociateSenior', 'FullSenior')),
  field text NOT NULL,
  bio text NOT NULL,
  is_active boolean NOT NULL
);
CREATE INDEX instructor_name ON instructor (name);

-- One row: the last number given. Taken in the transaction of the entry, so numbers have no gaps.
CREATE TABLE instructor_counter (
  id integer PRIMARY KEY CHECK (id = 1),
  last integer NOT NULL CHECK (last >= 0)
);
