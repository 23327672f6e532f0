-- Recurring bookings. Each occurrence is a booking; a date that was left out stays here, to be added later.

CREATE TABLE series (
	id @ID,
	ref TEXT NOT NULL UNIQUE,       -- eight letters, in addresses
	person @INT NOT NULL REFERENCES person (id), -- whom all its dates are for
	organisation @INT REFERENCES organisation (id), -- for whom
	resource @INT NOT NULL REFERENCES resource (id), -- what all its dates book
	rule TEXT NOT NULL,             -- RRULE (RFC 5545 3.3.10) on the lab's wall clock, as it was asked for
	weeks @INT NOT NULL CHECK (weeks BETWEEN 0 AND 2), -- ISO 8601 weeks: 0 all, 1 odd, 2 even
	skips_holidays @INT NOT NULL,   -- 1: dates on holidays are left out
	first_day @INT NOT NULL,        -- local day of the first date
	from_minute @INT NOT NULL,      -- on the wall clock
	minutes @INT NOT NULL,          -- on the wall clock
	purpose TEXT NOT NULL,          -- for dates that are added later
	participants @INT NOT NULL,     -- for these, too
	created @INT NOT NULL,          -- when, seconds UTC
	created_by @INT NOT NULL REFERENCES person (id) -- staff may book for others
) @STRICT;
CREATE INDEX series_person ON series (person, first_day);

CREATE TABLE series_skip (
	series @INT NOT NULL REFERENCES series (id), -- that would have had
	day @INT NOT NULL,              -- this local day
	why TEXT NOT NULL,              -- free: not chosen; taken, closed, holiday, rule: what it was then
	PRIMARY KEY (series, day)
) @KEYED;

ALTER TABLE booking ADD COLUMN series @INT REFERENCES series (id); -- of which it is a date
CREATE INDEX booking_series ON booking (series, starts) WHERE series IS NOT NULL;
