-- One learner's hours: append-only. A posting counts up, a reversal takes one posting back. The sequence of a posting is the number of
-- reversals before it, so a source is posted once until somebody has taken it back, and once more after that.
CREATE TABLE hour_entry (
  id {{id}},
  learner_id bigint NOT NULL,
  year integer NOT NULL CHECK (year BETWEEN 2000 AND 2200),
  subject text NOT NULL CHECK (subject IN ('PublicSubject', 'ProfessionalSubject')),
  source text NOT NULL CHECK (source IN ('session', 'external')),
  source_id bigint NOT NULL,
  class_id bigint NOT NULL,
  day text NOT NULL,
  starts_at text NOT NULL,
  ends_at text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('posting', 'reversal')),
  sequence integer NOT NULL CHECK (sequence >= 0),
  hours integer NOT NULL,
  reversal_of bigint UNIQUE REFERENCES hour_entry (id),
  reason text,
  posted_at text NOT NULL,
  posted_by bigint,
  posted_by_name text NOT NULL,
  UNIQUE (source, source_id, learner_id, sequence, kind),
  CHECK ((kind = 'posting' AND hours > 0 AND reversal_of IS NULL)
      OR (kind = 'reversal' AND hours < 0 AND reversal_of IS NOT NULL AND reason IS NOT NULL))
);
CREATE INDEX hour_entry_learner ON hour_entry (learner_id, year);
CREATE INDEX hour_entry_class ON hour_entry (class_id);
{{append_only hour_entry}}

-- The running balance, kept in the transaction of every entry; also the row that two confirmations of one learner queue for.
CREATE TABLE hour_balance (
  learner_id bigint NOT NULL,
  year integer NOT NULL,
  public_hours integer NOT NULL DEFAULT 0 CHECK (public_hours >= 0),
  professional_hours integer NOT NULL DEFAULT 0 CHECK (professional_hours >= 0),
  PRIMARY KEY (learner_id, year)
);

-- What a class earned on a day, for figures and charts: never a sum over entries.
CREATE TABLE hour_day (
  class_id bigint NOT NULL,
  day text NOT NULL,
  subject text NOT NULL,
  hours integer NOT NULL CHECK (hours >= 0),
  postings integer NOT NULL CHECK (postings >= 0),
  PRIMARY KEY (class_id, day, subject)
);
CREATE INDEX hour_day_day ON hour_day (day);
