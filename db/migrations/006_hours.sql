-- When the lab is closed, when schools are, and how they cut their day.

-- Weekly hours hold from the first day until before the last; NULL: always.
ALTER TABLE opening ADD COLUMN valid_from @INT;  -- local day, days since 1970-01-01
ALTER TABLE opening ADD COLUMN valid_until @INT; -- local day

CREATE TABLE closure (
	id @ID,
	resource @INT REFERENCES resource (id), -- NULL: the lab
	starts @INT NOT NULL,           -- from
	ends @INT NOT NULL,             -- until
	kind TEXT NOT NULL CHECK (kind IN ('closed', 'maintenance', 'event')), -- how it is shown
	reason TEXT NOT NULL,           -- shown to everybody
	created @INT NOT NULL,          -- when it was entered
	created_by @INT REFERENCES person (id), -- NULL: the program
	CHECK (starts < ends)
) @STRICT;
CREATE INDEX closure_ends ON closure (ends);

-- School holidays, and days off of one school. They close nothing; series leave them out. Public holidays are computed.
CREATE TABLE holiday (
	id @ID,
	organisation @INT REFERENCES organisation (id), -- NULL: all schools
	first_day @INT NOT NULL,        -- local day
	last_day @INT NOT NULL,         -- local day, the last of them
	name TEXT NOT NULL,             -- as calendars write it
	CHECK (first_day <= last_day)
) @STRICT;
CREATE INDEX holiday_last ON holiday (last_day);

-- A school's lesson times.
CREATE TABLE period_grid (
	id @ID,
	organisation @INT NOT NULL REFERENCES organisation (id), -- whose lessons
	name TEXT NOT NULL,             -- how the school calls it
	usual @INT NOT NULL             -- 1: the one for days without a row in grid_day
) @STRICT;
CREATE INDEX period_grid_organisation ON period_grid (organisation);

CREATE TABLE period (
	grid @INT NOT NULL REFERENCES period_grid (id), -- of which
	number @INT NOT NULL,           -- first lesson: 1
	from_minute @INT NOT NULL,      -- of the wall clock
	until_minute @INT NOT NULL,     -- of the wall clock
	PRIMARY KEY (grid, number),
	CHECK (from_minute < until_minute)
) @KEYED;

CREATE TABLE grid_day (
	organisation @INT NOT NULL REFERENCES organisation (id), -- whose
	day @INT NOT NULL,              -- local day on which
	grid @INT NOT NULL REFERENCES period_grid (id), -- this one counts
	PRIMARY KEY (organisation, day)
) @KEYED;

CREATE TABLE setting (
	name TEXT PRIMARY KEY,          -- see app/setting.h
	value TEXT NOT NULL             -- as text
) @KEYED;
