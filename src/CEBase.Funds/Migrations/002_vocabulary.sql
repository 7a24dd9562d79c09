-- What the console adds to the vocabulary of the recipe, or silences in it.
CREATE TABLE vocabulary_addition (
  id {{id}},
  request_key text NOT NULL UNIQUE,
  phrase text NOT NULL,
  meaning text NOT NULL,
  citation text NOT NULL,
  example text NOT NULL,
  reason text NOT NULL,
  changed_lines integer NOT NULL,
  is_active boolean NOT NULL,
  account_id bigint,
  account_name text NOT NULL,
  created_at text NOT NULL
);
-- One meaning at a time for a phrase.
CREATE UNIQUE INDEX vocabulary_addition_phrase ON vocabulary_addition (phrase) WHERE is_active;
