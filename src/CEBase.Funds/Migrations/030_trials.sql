-- Counts every change of the vocabulary, so that a trial run tells whether it still speaks of the vocabulary in force.
CREATE TABLE vocabulary_state (
  id bigint NOT NULL PRIMARY KEY CHECK (id = 1),
  version integer NOT NULL
);
INSERT INTO vocabulary_state (id, version) VALUES (1, 0);

-- A trial run of an addition with its result: nothing takes effect without one.
CREATE TABLE vocabulary_trial (
  id {{id}},
  state_version integer NOT NULL,
  recipe_hash text NOT NULL,
  phrase text NOT NULL,
  meaning text NOT NULL,
  citation text NOT NULL,
  example text NOT NULL,
  tried_lines integer NOT NULL,
  changed_lines integer NOT NULL,
  changed_claim_lines integer NOT NULL,
  result text NOT NULL,
  account_id bigint,
  account_name text NOT NULL,
  created_at text NOT NULL
);
{{append_only vocabulary_trial}}
ALTER TABLE vocabulary_addition ADD COLUMN trial_id bigint REFERENCES vocabulary_trial (id);
