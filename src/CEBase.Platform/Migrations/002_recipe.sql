CREATE TABLE recipe_run (
  id {{id}},
  name text NOT NULL,
  run_at text NOT NULL
);
