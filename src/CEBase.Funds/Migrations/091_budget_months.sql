-- When in the year a line is meant to be spent, from the first of a month to the end of one; the whole year where nobody says. The plan that spending is compared with follows from it.
ALTER TABLE budget_item ADD COLUMN from_month integer NOT NULL DEFAULT 1 CHECK (from_month BETWEEN 1 AND 12);
ALTER TABLE budget_item ADD COLUMN until_month integer NOT NULL DEFAULT 12 CHECK (until_month BETWEEN from_month AND 12);
ALTER TABLE fund_line ADD COLUMN from_month integer NOT NULL DEFAULT 1 CHECK (from_month BETWEEN 1 AND 12);
ALTER TABLE fund_line ADD COLUMN until_month integer NOT NULL DEFAULT 12 CHECK (until_month BETWEEN from_month AND 12);
