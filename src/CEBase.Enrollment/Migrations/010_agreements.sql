-- A learner of an open class agreed to a version of the agreement (BJTU 9). Only ever added.
CREATE TABLE agreement_consent (
  id {{id}},
  class_id bigint NOT NULL,
  learner_id bigint NOT NULL REFERENCES learner (id),
  agreement_id bigint NOT NULL,
  agreement_version integer NOT NULL,
  agreed_at text NOT NULL,
  agreed_by bigint,
  UNIQUE (class_id, learner_id, agreement_id)
);
CREATE INDEX agreement_consent_learner ON agreement_consent (learner_id);
{{append_only agreement_consent}}

-- Why somebody of another employer is on the roster of a commissioned class, and what proves it. The latest counts.
CREATE TABLE own_people_note (
  id {{id}},
  class_id bigint NOT NULL,
  enrolment_id bigint NOT NULL REFERENCES enrolment (id),
  employer text NOT NULL,
  reason text NOT NULL,
  file_hash text,
  file_name text NOT NULL,
  noted_at text NOT NULL,
  noted_by_name text NOT NULL
);
CREATE INDEX own_people_note_class ON own_people_note (class_id);
{{append_only own_people_note}}
