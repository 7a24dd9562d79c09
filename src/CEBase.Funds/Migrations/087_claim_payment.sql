-- The day of finance's approval: nothing was paid before it.
ALTER TABLE claim ADD COLUMN approved_on text;
UPDATE claim SET approved_on = (SELECT substr(max(e.at), 1, 10) FROM trace_entry e WHERE e.record_type = 'Claim' AND e.record_id = claim.id AND e.step = 'finance-approve')
  WHERE state IN ('approved', 'handed', 'paid', 'reversed');
