-- Bookings after they were made: who came, who waits, what was decided.

ALTER TABLE booking ADD COLUMN awaited @INT;    -- nobody came by then: it is released; NULL: never, or somebody came
ALTER TABLE booking ADD COLUMN checked_in @INT; -- when the first witness said that somebody came
ALTER TABLE booking ADD COLUMN offered @INT;    -- requested: id of the waiting it is offered to, who decides, not staff
ALTER TABLE booking ADD COLUMN objection TEXT;  -- what its owner says to a no-show; emptied when staff decided
ALTER TABLE booking ADD COLUMN note TEXT;       -- what staff said when they decided
CREATE INDEX booking_awaited ON booking (awaited) WHERE awaited IS NOT NULL;
CREATE INDEX booking_objection ON booking (starts) WHERE objection IS NOT NULL;

-- Who would like a time that is taken, in the order of their ids; a whole wish, so that an offer is the booking itself.
CREATE TABLE waiting (
	id @ID,
	person @INT NOT NULL REFERENCES person (id), -- who would like it
	organisation @INT REFERENCES organisation (id), -- for whom
	resource @INT NOT NULL REFERENCES resource (id), -- what
	starts @INT NOT NULL,           -- from
	ends @INT NOT NULL,             -- until
	purpose TEXT NOT NULL,          -- as of a booking
	participants @INT NOT NULL,     -- as of a booking
	created @INT NOT NULL,          -- when
	status TEXT NOT NULL CHECK (status IN
		('waiting', 'offered', 'taken', 'passed', 'left', 'over')), -- what became of it
	CHECK (starts < ends AND ends - starts <= 3888000) -- as of a booking
) @STRICT;
CREATE INDEX waiting_resource ON waiting (resource, id) WHERE status = 'waiting';
CREATE INDEX waiting_ends ON waiting (ends) WHERE status = 'waiting';
CREATE UNIQUE INDEX waiting_person ON waiting (person, resource, starts, ends) WHERE status = 'waiting';
