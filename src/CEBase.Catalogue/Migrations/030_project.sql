-- The project a class carries out. One project, one class (BJTU 5).
ALTER TABLE training_class ADD COLUMN project_id bigint;
CREATE UNIQUE INDEX training_class_project ON training_class (project_id);
