-- Who leaves a class owes for the hours taught by then: what is to be paid of the bill after leaving, and the day of leaving. Null while the learner stays.
ALTER TABLE receivable ADD COLUMN owed bigint CHECK (owed IS NULL OR (owed >= 0 AND owed <= amount));
ALTER TABLE receivable ADD COLUMN left_on text;

-- A debt from an earlier stay doesn't stand in the way of coming again.
DROP INDEX receivable_learner;
CREATE UNIQUE INDEX receivable_learner ON receivable (learner_id, class_id) WHERE payer_kind = 'Learner' AND state IN ('open', 'settled');
