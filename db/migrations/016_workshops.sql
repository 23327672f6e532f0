-- Workshops, the seats that people and classes have in them, and who came.

CREATE TABLE workshop (
	id @ID,                         -- in addresses
	series @INT REFERENCES workshop (id), -- the first of those that are the same on other dates; NULL: it is that, or alone
	title TEXT NOT NULL,            -- German
	title_en TEXT NOT NULL,         -- '': as in German
	about TEXT NOT NULL,            -- what happens there, German
	about_en TEXT NOT NULL,         -- '': as in German
	place @INT NOT NULL REFERENCES resource (id), -- which its days book
	starts @INT NOT NULL,           -- of its first day
	ends @INT NOT NULL,             -- of its last day
	capacity @INT NOT NULL CHECK (capacity > 0), -- how many seats there are
	taken @INT NOT NULL DEFAULT 0,  -- seats that are booked or offered
	minimum @INT NOT NULL,          -- with fewer seats booked it is cancelled when registration ends; 0: it never is
	opens @INT NOT NULL,            -- one may sign up from
	closes @INT NOT NULL,           -- until
	decided @INT,                   -- when it was seen whether the minimum was reached
	cents @INT NOT NULL CHECK (cents >= 0), -- EUR cents a seat
	status TEXT NOT NULL CHECK (status = 'open' OR status = 'cancelled'), -- no IN, as with booking
	why TEXT,                       -- it was cancelled, in the words of staff
	created @INT NOT NULL,          -- when
	created_by @INT NOT NULL REFERENCES person (id), -- of the staff
	updated @INT NOT NULL,          -- when it last changed
	sequence @INT NOT NULL,         -- of its calendar events
	CHECK (starts < ends),
	CHECK (minimum BETWEEN 0 AND capacity),
	CHECK (taken BETWEEN 0 AND capacity) -- whatever happens above: nobody has a seat that is not there
) @STRICT;
CREATE INDEX workshop_ends ON workshop (ends);
CREATE INDEX workshop_series ON workshop (series) WHERE series IS NOT NULL;
CREATE INDEX workshop_closes ON workshop (closes) WHERE decided IS NULL;
CREATE INDEX workshop_created_by ON workshop (created_by);

-- Who may sign up; no row: everybody. "citizen" is a person without an organisation.
CREATE TABLE workshop_for (
	workshop @INT NOT NULL REFERENCES workshop (id), -- what
	kind TEXT NOT NULL,             -- by whom, as in allowed
	PRIMARY KEY (workshop, kind)
) @KEYED;

ALTER TABLE booking ADD COLUMN workshop @INT REFERENCES workshop (id); -- whose day it books the place for
CREATE INDEX booking_workshop ON booking (workshop) WHERE workshop IS NOT NULL;

CREATE TABLE workshop_day (
	id @ID,
	workshop @INT NOT NULL REFERENCES workshop (id), -- whose
	starts @INT NOT NULL,           -- from
	ends @INT NOT NULL,             -- until
	booking @INT NOT NULL REFERENCES booking (id), -- which claims the place
	event TEXT NOT NULL,            -- a VEVENT for everybody
	CHECK (starts < ends)
) @STRICT;
CREATE INDEX workshop_day_workshop ON workshop_day (workshop, starts);
CREATE INDEX workshop_day_starts ON workshop_day (starts);
CREATE INDEX workshop_day_booking ON workshop_day (booking);

-- One row for whoever signs up, with as many seats as they need: a class is never torn apart.
CREATE TABLE seat (
	id @ID,                         -- the waiting list is in its order
	ref TEXT NOT NULL UNIQUE,       -- eight letters, in addresses
	workshop @INT NOT NULL REFERENCES workshop (id), -- in which
	person @INT NOT NULL REFERENCES person (id), -- who signed up, and answers for it
	organisation @INT REFERENCES organisation (id), -- for whom
	count @INT NOT NULL CHECK (count > 0), -- how many seats; of a class, its pupils
	class_name TEXT NOT NULL,       -- of a school: 7b; '' otherwise
	grade @INT,                     -- of a class
	teacher TEXT NOT NULL,          -- who comes with it; '' otherwise
	status TEXT NOT NULL CHECK (status = 'waiting' OR status = 'offered' OR status = 'booked'
		OR status = 'cancelled' OR status = 'lapsed' OR status = 'over'), -- over: it was not its turn
	lapses @INT,                    -- offered: until when
	cents @INT NOT NULL,            -- for all seats, as it was shown
	created @INT NOT NULL,          -- when
	created_by @INT NOT NULL REFERENCES person (id), -- staff may sign others up
	updated @INT NOT NULL,          -- when it last changed
	sequence @INT NOT NULL,         -- of its calendar events
	forgotten @INT                  -- 1: so old that its person is nobody
) @STRICT;
CREATE INDEX seat_workshop ON seat (workshop, id);
CREATE INDEX seat_person ON seat (person, id);
CREATE INDEX seat_organisation ON seat (organisation) WHERE organisation IS NOT NULL;
CREATE INDEX seat_lapses ON seat (lapses) WHERE lapses IS NOT NULL;
CREATE UNIQUE INDEX seat_once ON seat (workshop, person, class_name)
	WHERE forgotten IS NULL AND (status = 'waiting' OR status = 'offered' OR status = 'booked');

-- Of people who are no class, if somebody has told: never of pupils.
CREATE TABLE seat_name (
	seat @INT NOT NULL REFERENCES seat (id), -- whose
	number @INT NOT NULL,           -- 1 to count
	name TEXT NOT NULL,             -- who sits there
	PRIMARY KEY (seat, number)
) @KEYED;

-- What a seat's day looks like in its person's calendar; written with the seat.
CREATE TABLE seat_event (
	seat @INT NOT NULL REFERENCES seat (id), -- whose
	day @INT NOT NULL REFERENCES workshop_day (id), -- each day
	own TEXT NOT NULL,              -- a VEVENT
	PRIMARY KEY (seat, day)
) @KEYED;
CREATE INDEX seat_event_day ON seat_event (day);

-- A seat has a pass a day: each day has its own attendance, and no pass is longer than 45 days.
ALTER TABLE pass ADD COLUMN seat @INT REFERENCES seat (id); -- type 4: of which
ALTER TABLE pass ADD COLUMN number @INT;        -- which of its seats, from 1
ALTER TABLE pass ADD COLUMN day @INT REFERENCES workshop_day (id); -- on which day
CREATE UNIQUE INDEX pass_of_seat ON pass (seat, day, number) WHERE seat IS NOT NULL AND revoked IS NULL;
CREATE INDEX pass_seat ON pass (seat) WHERE seat IS NOT NULL;
CREATE INDEX pass_day ON pass (day) WHERE day IS NOT NULL;

ALTER TABLE delivery ADD COLUMN seat @INT REFERENCES seat (id); -- about what
CREATE INDEX delivery_seat ON delivery (seat) WHERE seat IS NOT NULL;

-- Who came, by scan or as staff saw it. Number 0 is a class as a whole, whose heads are counted.
CREATE TABLE presence (
	day @INT NOT NULL REFERENCES workshop_day (id), -- when
	seat @INT NOT NULL REFERENCES seat (id), -- whose
	number @INT NOT NULL,           -- which of its seats; 0: all
	arrived @INT,                   -- when; NULL: not
	left_at @INT,                   -- when; NULL: not yet, or nobody saw
	missing @INT NOT NULL,          -- 1: staff say that nobody came
	heads @INT,                     -- number 0: how many were counted
	PRIMARY KEY (day, seat, number)
) @KEYED;
CREATE INDEX presence_seat ON presence (seat);

-- What staff put down, and above all what they put right later. It is only ever added to.
CREATE TABLE presence_change (
	id @ID,
	day @INT NOT NULL REFERENCES workshop_day (id), -- of which
	seat @INT NOT NULL REFERENCES seat (id), -- row of presence
	number @INT NOT NULL,           -- it changed
	act TEXT NOT NULL,              -- arrived, left, missing, undo, heads
	heads @INT,                     -- act heads: how many
	at @INT NOT NULL,               -- when
	person @INT NOT NULL REFERENCES person (id), -- of the staff
	reason TEXT                     -- once the day is over there must be one
) @STRICT;
CREATE INDEX presence_change_day ON presence_change (day, seat, number);
CREATE INDEX presence_change_seat ON presence_change (seat);
CREATE INDEX presence_change_person ON presence_change (person);
