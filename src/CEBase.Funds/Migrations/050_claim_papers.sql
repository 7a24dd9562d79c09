-- Which papers a file of a claim is: one scan often holds several.
CREATE TABLE claim_paper (
  file_id bigint NOT NULL REFERENCES claim_file (id),
  claim_id bigint NOT NULL REFERENCES claim (id),
  paper text NOT NULL,
  PRIMARY KEY (file_id, paper)
);
CREATE INDEX claim_paper_claim ON claim_paper (claim_id);
