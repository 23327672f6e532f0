-- Quotas, hours in which policy rests, and prices.

-- Hours in which length, open bookings and quota do not count: nights and weekends are for whoever comes.
CREATE TABLE policy_free (
	id @ID,
	resource @INT REFERENCES resource (id), -- NULL: all
	weekday @INT NOT NULL CHECK (weekday BETWEEN 1 AND 7), -- 1 Monday
	from_minute @INT NOT NULL CHECK (from_minute >= 0), -- of the wall clock
	until_minute @INT NOT NULL CHECK (until_minute <= 1440), -- of the wall clock
	CHECK (from_minute < until_minute)
) @STRICT;
CREATE INDEX policy_free_weekday ON policy_free (weekday, from_minute);

-- Minutes that may be booked in a week or month, by each person or by each organisation of a kind.
CREATE TABLE quota (
	id @ID,
	whose TEXT NOT NULL CHECK (whose IN ('person', 'organisation')), -- who shares it
	kind TEXT,                      -- of the organisation, or citizen; NULL: all
	resource_kind TEXT,             -- NULL: all resources together
	span TEXT NOT NULL CHECK (span IN ('week', 'month')), -- in which it counts
	minutes @INT NOT NULL CHECK (minutes >= 0) -- how many may be booked
) @STRICT;
CREATE INDEX booking_organisation ON booking (organisation, starts) WHERE organisation IS NOT NULL;

ALTER TABLE organisation ADD COLUMN tariff TEXT NOT NULL DEFAULT 'standard'; -- price class
CREATE TABLE price (
	resource @INT NOT NULL REFERENCES resource (id), -- of what
	tariff TEXT NOT NULL,           -- of the organisation; citizen for people without one
	cents_per_hour @INT NOT NULL CHECK (cents_per_hour >= 0), -- EUR cents
	PRIMARY KEY (resource, tariff)
) @KEYED;
ALTER TABLE booking ADD COLUMN cents @INT NOT NULL DEFAULT 0; -- as it was shown before booking

ALTER TABLE qualification ADD COLUMN reminded @INT; -- the expiry that its holder was told of
CREATE INDEX qualification_expires ON qualification (expires);
