-- Money bound by an approved request or a contract before anything is claimed. What claims have drawn and what was given back is kept beside it.
CREATE TABLE commitment (
  id {{id}},
  number text NOT NULL UNIQUE,
  kind text NOT NULL CHECK (kind IN ('Request', 'Contract')),
  state text NOT NULL,
  state_since text NOT NULL,
  fund_line_id bigint NOT NULL REFERENCES fund_line (id),
  counterparty text NOT NULL,
  purpose text NOT NULL,
  amount bigint NOT NULL CHECK (amount > 0),
  drawn bigint NOT NULL CHECK (drawn >= 0),
  released bigint NOT NULL CHECK (released >= 0),
  class_id bigint REFERENCES training_class (id),
  task text NOT NULL,
  paper_no text NOT NULL,
  file_hash text NOT NULL,
  file_name text NOT NULL,
  asked_by bigint,
  asked_by_name text NOT NULL,
  asked_at text NOT NULL,
  request_key text UNIQUE,
  CHECK (drawn + released <= amount)
);
CREATE INDEX commitment_state ON commitment (state, id);
CREATE INDEX commitment_line ON commitment (fund_line_id);
CREATE INDEX commitment_class ON commitment (class_id);

ALTER TABLE claim_line ADD COLUMN commitment_id bigint REFERENCES commitment (id);
CREATE INDEX claim_line_commitment ON claim_line (commitment_id);

-- What an approved claim took out of a commitment; taken back when the claim is returned or reversed.
CREATE TABLE commitment_draw (
  id {{id}},
  commitment_id bigint NOT NULL REFERENCES commitment (id),
  claim_id bigint NOT NULL REFERENCES claim (id),
  amount bigint NOT NULL CHECK (amount > 0),
  drawn_at text NOT NULL,
  given_back_at text
);
CREATE UNIQUE INDEX commitment_draw_standing ON commitment_draw (commitment_id, claim_id) WHERE given_back_at IS NULL;
CREATE INDEX commitment_draw_claim ON commitment_draw (claim_id);
