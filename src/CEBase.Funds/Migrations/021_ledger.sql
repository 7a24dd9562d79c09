-- A line of a fund's budget with its balance, moved only together with an entry. What is left is a sum kept, never recomputed.
CREATE TABLE fund_line (
  id {{id}},
  fund_id bigint NOT NULL REFERENCES fund (id),
  year integer NOT NULL,
  use_code text NOT NULL,
  item text NOT NULL,
  class_id bigint REFERENCES training_class (id),
  is_strict boolean NOT NULL,
  planned bigint NOT NULL CHECK (planned >= 0),
  allowed bigint NOT NULL CHECK (allowed >= 0),
  remaining bigint NOT NULL CHECK (remaining >= 0),
  committed bigint NOT NULL CHECK (committed >= 0),
  claimed bigint NOT NULL CHECK (claimed >= 0),
  paid bigint NOT NULL CHECK (paid >= 0),
  CHECK (remaining = planned + allowed - committed - claimed - paid),
  CHECK (is_strict = FALSE OR allowed = 0)
);
CREATE UNIQUE INDEX fund_line_key ON fund_line (fund_id, year, use_code, item, coalesce(class_id, 0));
CREATE INDEX fund_line_class ON fund_line (class_id);

CREATE TABLE fund_entry (
  id {{id}},
  line_id bigint NOT NULL REFERENCES fund_line (id),
  act text NOT NULL,
  from_stage text NOT NULL,
  to_stage text NOT NULL,
  amount bigint NOT NULL CHECK (amount > 0),
  source text NOT NULL,
  source_id bigint NOT NULL,
  round integer NOT NULL,
  reversal_of bigint UNIQUE REFERENCES fund_entry (id),
  reason text,
  posted_at text NOT NULL,
  posted_by bigint,
  posted_by_name text NOT NULL,
  CHECK (from_stage <> to_stage)
);
CREATE UNIQUE INDEX fund_entry_once ON fund_entry (source, source_id, line_id, act, round) WHERE reversal_of IS NULL;
CREATE INDEX fund_entry_line ON fund_entry (line_id);
{{append_only fund_entry}}

-- Transfers between lines, carry-over to the next year and reversals of paid claims: asked for by one person, approved by another.
CREATE TABLE fund_move (
  id {{id}},
  number text NOT NULL UNIQUE,
  kind text NOT NULL CHECK (kind IN ('Transfer', 'CarryOver', 'ClaimReversal')),
  state text NOT NULL,
  state_since text NOT NULL,
  fund_id bigint NOT NULL REFERENCES fund (id),
  from_line bigint REFERENCES fund_line (id),
  to_line bigint REFERENCES fund_line (id),
  claim_id bigint,
  amount bigint NOT NULL CHECK (amount > 0),
  reason text NOT NULL,
  asked_by bigint,
  asked_by_name text NOT NULL,
  asked_at text NOT NULL,
  request_key text UNIQUE,
  CHECK (kind = 'ClaimReversal' OR (from_line IS NOT NULL AND to_line IS NOT NULL)),
  CHECK (kind <> 'ClaimReversal' OR claim_id IS NOT NULL)
);
