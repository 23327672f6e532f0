-- Bookings, and the claims that make a double booking impossible.

CREATE TABLE booking (
	id @ID,
	ref TEXT NOT NULL UNIQUE,       -- eight letters, in addresses
	person @INT NOT NULL REFERENCES person (id), -- whose it is
	organisation @INT REFERENCES organisation (id), -- for whom
	resource @INT NOT NULL REFERENCES resource (id), -- what
	starts @INT NOT NULL,           -- from
	ends @INT NOT NULL,             -- until
	status TEXT NOT NULL CHECK (status = 'requested' OR status = 'confirmed' OR status = 'refused'
		OR status = 'lapsed' OR status = 'cancelled' OR status = 'running' OR status = 'done'
		OR status = 'no_show'), -- see booking_status(); of an IN of three or more, SQLite makes a table for each row
	purpose TEXT NOT NULL,          -- what for, in the words of whoever booked
	participants @INT NOT NULL,     -- how many people come, with the one who books
	created @INT NOT NULL,          -- when
	created_by @INT NOT NULL REFERENCES person (id), -- staff may book for others
	updated @INT NOT NULL,          -- when it last changed
	sequence @INT NOT NULL,         -- of the calendar event, RFC 5545 3.8.7.4
	CHECK (starts < ends AND ends - starts <= 3888000) -- 45 days, as long as a pass can last
) @STRICT;
CREATE INDEX booking_person ON booking (person, starts, id);
CREATE INDEX booking_starts ON booking (starts);

-- What a booking occupies, one row per resource taken. Claims of one resource never overlap, so only the last one that
-- starts before the new end needs a look, however long the history. They are inserted and deleted, never updated.
CREATE TABLE claim (
	resource @INT NOT NULL REFERENCES resource (id), -- what is occupied
	starts @INT NOT NULL,           -- from
	ends @INT NOT NULL,             -- until, with the buffer
	booking @INT NOT NULL REFERENCES booking (id), -- by which; it may be of the whole
	PRIMARY KEY (resource, starts),
	CHECK (starts < ends)
) @KEYED;
CREATE INDEX claim_booking ON claim (booking);

-- @sqlite
CREATE TRIGGER claim_taken BEFORE INSERT ON claim
WHEN NEW.starts < (SELECT ends FROM claim
	WHERE resource = NEW.resource AND starts < NEW.ends ORDER BY starts DESC LIMIT 1)
BEGIN SELECT RAISE(ABORT, 'taken'); END;
CREATE TRIGGER claim_fixed BEFORE UPDATE ON claim
BEGIN SELECT RAISE(ABORT, 'a claim is deleted and inserted, never updated'); END;
-- @postgres
CREATE EXTENSION IF NOT EXISTS btree_gist;
ALTER TABLE claim ADD CONSTRAINT claim_taken
	EXCLUDE USING gist (resource WITH =, int8range(starts, ends) WITH &&);
CREATE FUNCTION claim_fixed() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'a claim is deleted and inserted, never updated'; END $$;
CREATE TRIGGER claim_fixed BEFORE UPDATE ON claim FOR EACH ROW EXECUTE FUNCTION claim_fixed();
-- @both

-- The text of a booking's calendar event, once per audience; written with the booking, so that a feed only reads.
CREATE TABLE event (
	booking @INT PRIMARY KEY REFERENCES booking (id), -- which
	own TEXT NOT NULL,              -- for whoever booked: a VEVENT with names and link
	busy TEXT NOT NULL              -- for everyone: a VEVENT that says when, and nothing else
) @STRICT;
