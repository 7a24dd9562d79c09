-- What a class arranges and therefore asks its learners; a class without a row asks nothing.
CREATE TABLE logistics_setting (
  class_id bigint PRIMARY KEY,
  uses_lodging boolean NOT NULL,
  uses_meals boolean NOT NULL,
  asks_diet boolean NOT NULL,
  asks_contact boolean NOT NULL,
  version integer NOT NULL
);

CREATE TABLE stay_preference (
  enrolment_id bigint PRIMARY KEY REFERENCES enrolment (id),
  arrives_on text,
  arrival_note text NOT NULL,
  needs_lodging boolean NOT NULL,
  wish text NOT NULL CHECK (wish IN ('Any', 'Single', 'Shared')),
  roommate text NOT NULL,
  eats boolean NOT NULL,
  updated_at text NOT NULL
);

-- Encrypted, kept with a consent of its own, deleted soon after the class.
CREATE TABLE dietary_need (
  enrolment_id bigint PRIMARY KEY REFERENCES enrolment (id),
  stored text NOT NULL,
  consented_at text NOT NULL
);

-- Encrypted, deleted soon after the class.
CREATE TABLE emergency_contact (
  enrolment_id bigint PRIMARY KEY REFERENCES enrolment (id),
  name_stored text NOT NULL,
  relation text NOT NULL,
  phone_stored text NOT NULL,
  phone_masked text NOT NULL,
  saved_at text NOT NULL
);

CREATE TABLE lodging_room (
  id {{id}},
  class_id bigint NOT NULL,
  label text NOT NULL,
  beds integer NOT NULL CHECK (beds IN (1, 2)),
  sex text NOT NULL CHECK (sex IN ('male', 'female', 'unknown')),
  CHECK (sex <> 'unknown' OR beds = 1),
  UNIQUE (class_id, label),
  UNIQUE (id, sex)
);

-- The sex is part of the key to the room, so that no path puts a man and a woman into one.
CREATE TABLE lodging_place (
  enrolment_id bigint PRIMARY KEY REFERENCES enrolment (id),
  room_id bigint NOT NULL,
  sex text NOT NULL,
  bed integer NOT NULL CHECK (bed IN (1, 2)),
  UNIQUE (room_id, bed),
  FOREIGN KEY (room_id, sex) REFERENCES lodging_room (id, sex)
);
