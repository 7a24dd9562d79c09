-- Which lines of its claim a file proves as a paper. What was ticked until now proved every line.
ALTER TABLE claim_paper ADD COLUMN invoice text NOT NULL DEFAULT '';
CREATE TABLE claim_paper_line (
  file_id bigint NOT NULL,
  paper text NOT NULL,
  line_id bigint NOT NULL REFERENCES claim_line (id),
  claim_id bigint NOT NULL,
  PRIMARY KEY (file_id, paper, line_id),
  FOREIGN KEY (file_id, paper) REFERENCES claim_paper (file_id, paper)
);
CREATE INDEX claim_paper_line_claim ON claim_paper_line (claim_id);
CREATE INDEX claim_paper_line_line ON claim_paper_line (line_id);
INSERT INTO claim_paper_line (file_id, paper, line_id, claim_id)
  SELECT p.file_id, p.paper, l.id, p.claim_id FROM claim_paper p JOIN claim_line l ON l.claim_id = p.claim_id;
ALTER TABLE claim_file DROP COLUMN line_id;
