-- Fees of the same days and, for consultations, of the same year are looked up whenever a claim is judged.
CREATE INDEX claim_line_kind_day ON claim_line (kind, from_day);
