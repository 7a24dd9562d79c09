-- Research on continuing education and what became of it (NPU 15).
CREATE TABLE research_topic (
  id {{id}},
  request_key text UNIQUE,
  title text NOT NULL,
  source text NOT NULL,
  leader text NOT NULL,
  starts_on text NOT NULL,
  ends_on text,
  result text NOT NULL,
  applied text NOT NULL,
  file_hash text NOT NULL,
  file_name text NOT NULL,
  version integer NOT NULL
);

-- Exchanges and cooperation with firms, universities and institutes (NPU 22).
CREATE TABLE exchange_activity (
  id {{id}},
  request_key text UNIQUE,
  kind text NOT NULL,
  title text NOT NULL,
  partner text NOT NULL,
  held_on text NOT NULL,
  place text NOT NULL,
  people integer NOT NULL CHECK (people >= 0),
  summary text NOT NULL,
  file_hash text NOT NULL,
  file_name text NOT NULL,
  version integer NOT NULL
);
