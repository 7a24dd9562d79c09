-- What a learner's year looked like when the transcript was made; never changed afterwards.
CREATE TABLE transcript (
  id {{id}},
  code text NOT NULL UNIQUE,
  learner_id bigint NOT NULL,
  year integer NOT NULL,
  learner_name text NOT NULL,
  public_hours integer NOT NULL CHECK (public_hours >= 0),
  professional_hours integer NOT NULL CHECK (professional_hours >= 0),
  snapshot text NOT NULL,
  fingerprint text NOT NULL,
  issued_at text NOT NULL,
  UNIQUE (learner_id, year, fingerprint)
);
{{append_only transcript}}

CREATE TABLE class_result (
  class_id bigint NOT NULL,
  learner_id bigint NOT NULL,
  outcome text NOT NULL CHECK (outcome IN ('Passed', 'Failed')),
  score integer CHECK (score BETWEEN 0 AND 100),
  version integer NOT NULL DEFAULT 1,
  recorded_at text NOT NULL,
  recorded_by bigint,
  recorded_by_name text NOT NULL,
  PRIMARY KEY (class_id, learner_id)
);
CREATE INDEX class_result_learner ON class_result (learner_id);

CREATE INDEX hour_balance_year ON hour_balance (year);
