-- With how wide a window a month was compared, so that its workbook can be made again as it was.
ALTER TABLE reconciliation_month ADD COLUMN window_days integer NOT NULL DEFAULT 45;
