-- Codes on machines: what they open, what was done there, and what is out of order until staff have seen it.

ALTER TABLE resource ADD COLUMN walk_up @INT NOT NULL DEFAULT 0;        -- 1: when it is free, its code starts it without a booking, which is made then
ALTER TABLE resource ADD COLUMN check_in_first @INT NOT NULL DEFAULT 0; -- 1: its code starts it only for who was admitted today
ALTER TABLE resource ADD COLUMN condition TEXT NOT NULL DEFAULT 'clean' CHECK (condition = 'clean' OR condition = 'look' OR condition = 'broken'); -- look, broken: out of order

CREATE TABLE machine_code (
	code TEXT PRIMARY KEY,          -- 16 letters of Base32, 80 random bits
	resource @INT NOT NULL REFERENCES resource (id), -- on which machine it is printed
	made @INT NOT NULL,             -- when
	replaced @INT                   -- when another one took its place
) @KEYED;
CREATE UNIQUE INDEX machine_code_one ON machine_code (resource) WHERE replaced IS NULL;

-- Everything that somebody wanted of a machine by its code, also what was denied.
CREATE TABLE machine_log (
	id @ID,
	at @INT NOT NULL,               -- when
	person @INT NOT NULL REFERENCES person (id), -- who
	resource @INT REFERENCES resource (id), -- NULL: no machine has that code
	verb TEXT NOT NULL CHECK (verb IN ('start', 'stop', 'extend', 'fault')), -- what was wanted
	booking @INT REFERENCES booking (id), -- during which; NULL: none
	denied TEXT,                    -- codes of the reasons, parted by spaces; NULL: it was allowed
	condition TEXT                  -- in which the machine is, as they said
) @STRICT;
CREATE INDEX machine_log_at ON machine_log (at);
CREATE INDEX machine_log_booking ON machine_log (booking) WHERE booking IS NOT NULL;

CREATE TABLE fault (
	id @ID,
	resource @INT NOT NULL REFERENCES resource (id), -- which machine
	at @INT NOT NULL,               -- when it was reported
	person @INT NOT NULL REFERENCES person (id), -- by whom
	condition TEXT NOT NULL CHECK (condition IN ('look', 'broken')), -- how bad
	note TEXT NOT NULL,             -- what they saw; may be ''
	takes_out @INT NOT NULL,        -- 1: the machine is out of order by it; 0: a hint of somebody who did not use it
	cleared @INT,                   -- when staff were done with it
	cleared_by @INT REFERENCES person (id), -- who
	remedy TEXT                     -- what was done
) @STRICT;
CREATE INDEX fault_open ON fault (resource) WHERE cleared IS NULL;
