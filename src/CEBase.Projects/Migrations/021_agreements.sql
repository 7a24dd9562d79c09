-- Versions of the text a learner of an open class agrees to (知情协议). A published one is never changed.
CREATE TABLE agreement_text (
  id {{id}},
  request_key text UNIQUE,
  version integer NOT NULL UNIQUE CHECK (version > 0),
  title text NOT NULL,
  text text NOT NULL,
  published_at text NOT NULL,
  published_by text NOT NULL
);
{{append_only agreement_text}}
