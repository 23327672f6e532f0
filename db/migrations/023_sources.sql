-- SPDX-License-Identifier: EUPL-1.2
-- What network servers tell of devices beside their frames, when they themselves were away, and counted people.

-- The newest of each for a device.
CREATE TABLE vital (
	device @INT PRIMARY KEY REFERENCES device (id), -- whose
	battery @REAL,          -- per cent; NULL: not said, or none
	mains @INT NOT NULL DEFAULT 0,  -- 1: it said that it has external power
	margin @INT,            -- dB that its last answer had to spare; NULL: not said
	joined @INT,            -- when it last joined, seconds UTC; NULL: not since we listen
	acknowledged @INT,      -- when its radio last acknowledged a downlink
	refused @INT,           -- when a downlink that wanted an acknowledgement last got none
	fault TEXT,             -- what the network server last complained of, in its words
	fault_at @INT           -- when
) @STRICT;

-- A broker, or another place from which uplinks come.
CREATE TABLE source (
	name TEXT PRIMARY KEY,  -- host and client identifier, or application
	seen @INT NOT NULL,     -- until when we certainly listened, seconds UTC
	fetched @INT NOT NULL DEFAULT 0 -- up to which uplink its storage was read; 0: never
) @STRICT;

-- A time during which we did not hear a source: it was away, or we were.
CREATE TABLE gap (
	id @ID,
	source TEXT NOT NULL,   -- its name
	starts @INT NOT NULL,   -- seconds UTC
	ends @INT NOT NULL,     -- seconds UTC
	kept TEXT NOT NULL CHECK (kept = 'broker' OR kept = 'storage' OR kept = 'lost'), -- who had what was sent meanwhile
	frames @INT NOT NULL DEFAULT 0 -- how many came afterwards from the storage
) @STRICT;
CREATE INDEX gap_ends ON gap (ends);

ALTER TABLE reading ADD COLUMN count_in @INT;   -- people, since the counter's reset; NULL here and below: not said
ALTER TABLE reading ADD COLUMN count_out @INT;  -- people
ALTER TABLE reading ADD COLUMN occupancy @INT;  -- people there at that time
