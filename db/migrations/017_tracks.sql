-- SPDX-License-Identifier: EUPL-1.2
-- Runs follow from readings in the order of their time, whenever they come: so each has a place of its own, and states
-- on the way are kept to go on from.

ALTER TABLE device ADD COLUMN start_delay @INT NOT NULL DEFAULT 60;   -- seconds a run must last to count
ALTER TABLE device ADD COLUMN end_delay @INT NOT NULL DEFAULT 300;    -- seconds below the thresholds after which a run has ended
ALTER TABLE device ADD COLUMN watts_rated @INT NOT NULL DEFAULT 3680; -- W; what the plug can carry, more is an error
ALTER TABLE device ADD COLUMN track TEXT;                            -- what its readings say so far, see app/track.h; NULL: nothing
ALTER TABLE device ADD COLUMN behind @INT NOT NULL DEFAULT 0;         -- 1: it has readings that are not in its track
ALTER TABLE device ADD COLUMN kept_from @INT NOT NULL DEFAULT 0;      -- readings before that are thinned and move nothing; 0: none are
ALTER TABLE device ADD COLUMN restarts @INT NOT NULL DEFAULT 0;       -- how often its counter began anew within a session
ALTER TABLE device ADD COLUMN route TEXT;                            -- how its network reaches it: the application; NULL: not said
ALTER TABLE device ADD COLUMN class TEXT;                            -- LoRaWAN's A, B or C: when it listens; NULL: not said
CREATE INDEX device_behind ON device (id) WHERE behind = 1;

-- A device that loses its counter (ABP, no join) begins again at 0 in the same session. The network's time tells such a
-- frame from one that is delivered twice.
CREATE TABLE frame_at (
	device @INT NOT NULL REFERENCES device (id), -- who sent it
	at @INT NOT NULL,        -- when the network heard it, seconds UTC
	session TEXT NOT NULL,   -- device address: counters start anew with each join
	counter @INT NOT NULL,   -- 32-bit uplink counter within the session
	port @INT NOT NULL,      -- LoRaWAN's FPort
	bytes @BYTES NOT NULL,   -- the payload
	received @INT NOT NULL,  -- when it came here, seconds UTC
	PRIMARY KEY (device, at, session, counter)
) @KEYED;
INSERT INTO frame_at (device, at, session, counter, port, bytes, received)
	SELECT device, at, session, counter, port, bytes, received FROM frame;
DROP TABLE frame;
ALTER TABLE frame_at RENAME TO frame;

CREATE TABLE reading_at_counter (
	device @INT NOT NULL REFERENCES device (id), -- whose
	at @INT NOT NULL,      -- seconds UTC
	counter @INT NOT NULL, -- of the frame that said it: the order of those of one second
	watts @INT,            -- W, active power; NULL here and below: the frame did not say
	watt_hours @INT,       -- Wh, the device's energy register
	volts @REAL,           -- V
	milliamps @INT,        -- mA
	relay @INT,            -- 1 on, 0 off
	PRIMARY KEY (device, at, counter)
) @KEYED;
INSERT INTO reading_at_counter (device, at, counter, watts, watt_hours, volts, milliamps, relay)
	SELECT device, at, ROW_NUMBER() OVER (PARTITION BY device, at ORDER BY watt_hours, watts),
		watts, watt_hours, volts, milliamps, relay FROM reading;
DROP TABLE reading;
ALTER TABLE reading_at_counter RENAME TO reading;

-- What the readings of a device said up to one of them.
CREATE TABLE checkpoint (
	device @INT NOT NULL REFERENCES device (id), -- whose
	at @INT NOT NULL,      -- of that reading, seconds UTC
	counter @INT NOT NULL, -- and its counter
	track TEXT NOT NULL,   -- see app/track.h
	PRIMARY KEY (device, at, counter)
) @KEYED;

-- Which machine a device feeds from when on; runs go to the one of their begin.
CREATE TABLE placement (
	device @INT NOT NULL REFERENCES device (id), -- which device
	since @INT NOT NULL,                         -- from when on; 0: as long as it is known
	resource @INT REFERENCES resource (id),      -- which machine; NULL: none
	PRIMARY KEY (device, since)
) @KEYED;
INSERT INTO placement (device, since, resource) SELECT id, 0, resource FROM device WHERE resource IS NOT NULL;
