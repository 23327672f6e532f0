-- SPDX-License-Identifier: EUPL-1.2
-- What the machines really did, and what their relays should be.

-- A time a machine worked. It follows from the device's readings and can be computed again from them.
CREATE TABLE run (
	device @INT NOT NULL REFERENCES device (id), -- whose readings say so
	starts @INT NOT NULL,                 -- when it began to work, seconds UTC
	ends @INT NOT NULL,                   -- when it had ended; while it is open, when it was last seen at work
	open @INT NOT NULL,                   -- 1: it still works, as far as is known
	resource @INT REFERENCES resource (id), -- the machine that the device fed then; NULL: none
	watt_hours @INT NOT NULL,             -- what it drew
	watts_most @INT NOT NULL,             -- W, the highest power that was told
	booking @INT REFERENCES booking (id), -- during which it began; NULL: used without one
	PRIMARY KEY (device, starts)
) @KEYED;
CREATE INDEX run_resource ON run (resource, starts);
CREATE INDEX run_starts ON run (starts);
CREATE INDEX run_booking ON run (booking) WHERE booking IS NOT NULL;
CREATE INDEX run_open ON run (device) WHERE open = 1;

-- What a relay should be, and why: a part of the outbox, for hw.
CREATE TABLE relay_wish (
	id @ID,
	device @INT NOT NULL REFERENCES device (id), -- whose relay
	relay @INT NOT NULL CHECK (relay IN (0, 1)), -- 1 on, 0 off
	why TEXT NOT NULL CHECK (why IN ('start', 'stop', 'booking', 'staff', 'idle')), -- what made it
	person @INT REFERENCES person (id),   -- who; NULL: nobody
	booking @INT REFERENCES booking (id), -- for which; NULL: none
	made @INT NOT NULL,                   -- when, seconds UTC
	expires @INT NOT NULL,                -- from then on it must not be sent any more
	status TEXT NOT NULL CHECK (status IN
		('waiting', 'sent', 'done', 'failed', 'expired', 'replaced')), -- done: the device itself said so
	due @INT NOT NULL,                    -- when to send it (again)
	tries @INT NOT NULL,                  -- how often it was sent
	sent @INT,                            -- when last; NULL: not yet
	ended @INT                            -- when it was done, failed, expired or replaced
) @STRICT;
CREATE INDEX relay_wish_due ON relay_wish (due) WHERE status IN ('waiting', 'sent');
CREATE INDEX relay_wish_device ON relay_wish (device, id);

ALTER TABLE device ADD COLUMN switched TEXT NOT NULL DEFAULT 'never'; -- whose wishes its relay follows: never, staff, start, booking; each includes those before
