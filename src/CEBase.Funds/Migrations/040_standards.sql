-- What the spending standards ask of a line beside its amount. Hours are tenths, money is fen; empty where nobody has told.
ALTER TABLE claim_line ADD COLUMN hours integer NOT NULL DEFAULT 0;
ALTER TABLE claim_line ADD COLUMN city text NOT NULL DEFAULT '';
ALTER TABLE claim_line ADD COLUMN person_level text NOT NULL DEFAULT 'Other' CHECK (person_level IN ('Other', 'Bureau', 'Ministry'));
ALTER TABLE claim_line ADD COLUMN persons integer NOT NULL DEFAULT 0;
ALTER TABLE claim_line ADD COLUMN nights integer NOT NULL DEFAULT 0;
ALTER TABLE claim_line ADD COLUMN board_days integer;
ALTER TABLE claim_line ADD COLUMN is_net boolean NOT NULL DEFAULT FALSE;
ALTER TABLE claim_line ADD COLUMN net_amount bigint NOT NULL DEFAULT 0;
ALTER TABLE claim_line ADD COLUMN is_expert boolean NOT NULL DEFAULT FALSE;
ALTER TABLE claim_line ADD COLUMN expert_reason text NOT NULL DEFAULT '';
ALTER TABLE claim_line ADD COLUMN by_correspondence boolean NOT NULL DEFAULT FALSE;

-- Caps of lodging by city, level and season; from and until are days of the year (MM-dd), both included.
CREATE TABLE lodging_cap (
  id {{id}},
  city text NOT NULL,
  person_level text NOT NULL CHECK (person_level IN ('Other', 'Bureau', 'Ministry')),
  season_from text NOT NULL,
  season_until text NOT NULL,
  amount bigint NOT NULL CHECK (amount > 0),
  holds_from text NOT NULL,
  citation text NOT NULL,
  certainty text NOT NULL,
  source text NOT NULL,
  recorded_by_name text NOT NULL,
  UNIQUE (city, person_level, season_from, holds_from)
);
