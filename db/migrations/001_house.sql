-- People, what they sign in with, and what the lab has to be booked.
-- Instants are seconds UTC; minutes of a day are of the lab's wall clock; intervals are half-open.

CREATE TABLE revision (
	scope @INT NOT NULL,            -- enum scope of app/revision.h
	writer @INT NOT NULL,           -- of the thread that bumps, so that writers do not wait for each other
	n @INT NOT NULL,                -- how often; the sum over writers is the scope's revision
	PRIMARY KEY (scope, writer)
) @KEYED;

CREATE TABLE organisation (
	id @ID,
	slug TEXT NOT NULL UNIQUE,      -- in addresses
	name TEXT NOT NULL,             -- as people write it
	kind TEXT NOT NULL CHECK (kind IN
		('startup', 'company', 'school', 'university', 'association', 'town')) -- decides what it may book
) @STRICT;

CREATE TABLE person (
	id @ID,
	email TEXT NOT NULL UNIQUE,     -- lower case; what one signs in with
	name TEXT NOT NULL,             -- as others see it: the owner and staff, nobody else
	role TEXT NOT NULL CHECK (role IN ('member', 'staff', 'admin')), -- what it may do
	language TEXT NOT NULL CHECK (language IN ('de', 'en')), -- of mails and calendar; pages follow the browser
	password TEXT,                  -- Argon2id with its parameters; NULL: cannot sign in
	created @INT NOT NULL           -- when
) @STRICT;

CREATE TABLE membership (
	organisation @INT NOT NULL REFERENCES organisation (id), -- which
	person @INT NOT NULL REFERENCES person (id), -- who belongs to it
	PRIMARY KEY (organisation, person)
) @KEYED;
CREATE INDEX membership_person ON membership (person);

CREATE TABLE session (
	id @ID,
	hash @BYTES NOT NULL UNIQUE,    -- BLAKE2b of the cookie's token
	person @INT NOT NULL REFERENCES person (id), -- who signed in
	created @INT NOT NULL,          -- when
	last_seen @INT NOT NULL,        -- at most five minutes late
	ends @INT NOT NULL              -- whatever happens
) @STRICT;
CREATE INDEX session_person ON session (person);

CREATE TABLE api_key (
	id @ID,
	hash @BYTES NOT NULL UNIQUE,    -- BLAKE2b of the key
	person @INT NOT NULL REFERENCES person (id), -- in whose name it acts
	label TEXT NOT NULL,            -- which program it was made for
	created @INT NOT NULL           -- when
) @STRICT;

CREATE TABLE feed (
	id @ID,
	hash @BYTES NOT NULL UNIQUE,    -- BLAKE2b of the key in its address
	person @INT NOT NULL REFERENCES person (id), -- whose bookings it shows
	label TEXT NOT NULL,            -- which calendar program it was made for
	created @INT NOT NULL,          -- when
	last_used @INT,                 -- at most five minutes late
	revoked @INT                    -- when; its address answers 410 from then on
) @STRICT;
CREATE INDEX feed_person ON feed (person);

CREATE TABLE attempt (
	id @ID,
	subject @BYTES NOT NULL,        -- BLAKE2b of what was tried: an account
	at @INT NOT NULL                -- when it failed
) @STRICT;
CREATE INDEX attempt_subject ON attempt (subject, at);

CREATE TABLE once (
	person @INT NOT NULL REFERENCES person (id), -- who sent it
	key TEXT NOT NULL,              -- a form's hidden field or Idempotency-Key
	status @INT NOT NULL,           -- what was answered the first time
	location TEXT,                  -- the header, if there was one
	body TEXT,                      -- the JSON
	at @INT NOT NULL,               -- when
	PRIMARY KEY (person, key)
) @KEYED;
CREATE INDEX once_at ON once (at);

CREATE TABLE resource (
	id @ID,
	slug TEXT NOT NULL UNIQUE,      -- in addresses
	name TEXT NOT NULL,             -- as people call it
	kind TEXT NOT NULL CHECK (kind IN
		('printer_3d', 'laser', 'studio', 'workplace', 'room', 'tool')), -- like stands in for like
	location TEXT NOT NULL,         -- where in the house
	description TEXT NOT NULL,      -- one or two sentences
	position @INT NOT NULL,         -- its place in lists
	bookable @INT NOT NULL,         -- 1; 0: shown, but not to be booked
	slot_minutes @INT NOT NULL CHECK (slot_minutes BETWEEN 5 AND 1440), -- bookings begin and end on this raster
	shortest_minutes @INT NOT NULL CHECK (shortest_minutes > 0), -- a booking lasts at least this long
	longest_minutes @INT NOT NULL CHECK (longest_minutes >= shortest_minutes), -- and at most this long
	notice_minutes @INT NOT NULL,   -- how long before its begin it must be booked
	horizon_days @INT NOT NULL,     -- how far ahead
	most_people @INT NOT NULL,      -- whom it holds
	needs_introduction @INT NOT NULL -- 1: a qualification is needed
) @STRICT;

-- The closure of parts, with (r, r): booking r claims every part of whole = r.
CREATE TABLE within (
	whole @INT NOT NULL REFERENCES resource (id), -- what is booked
	part @INT NOT NULL REFERENCES resource (id), -- what is claimed with it
	PRIMARY KEY (whole, part)
) @KEYED;
CREATE INDEX within_part ON within (part);

CREATE TABLE opening (
	id @ID,
	resource @INT REFERENCES resource (id), -- NULL: the lab, and whatever has no hours of its own
	weekday @INT NOT NULL CHECK (weekday BETWEEN 1 AND 7), -- 1 Monday
	from_minute @INT NOT NULL CHECK (from_minute >= 0), -- of the wall clock, from midnight
	until_minute @INT NOT NULL CHECK (until_minute <= 1440), -- 1440: the next midnight
	CHECK (from_minute < until_minute)
) @STRICT;
CREATE INDEX opening_resource ON opening (resource, weekday, from_minute);

CREATE TABLE qualification (
	person @INT NOT NULL REFERENCES person (id), -- who was introduced
	resource @INT NOT NULL REFERENCES resource (id), -- to what
	granted_by @INT REFERENCES person (id), -- NULL: the program
	granted @INT NOT NULL,          -- when
	expires @INT NOT NULL,          -- a booking must end by then
	PRIMARY KEY (person, resource)
) @KEYED;

CREATE TABLE audit (
	id @ID,
	at @INT NOT NULL,               -- when
	person @INT REFERENCES person (id), -- who did it; NULL: the program
	verb TEXT NOT NULL,             -- "booking.make"
	subject @INT,                   -- the id of what it was done to
	detail TEXT                     -- never a password or a token
) @STRICT;
CREATE INDEX audit_at ON audit (at);
