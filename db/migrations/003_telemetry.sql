-- SPDX-License-Identifier: EUPL-1.2
-- What the LoRaWAN plugs say. Frames are kept as they came, so that readings and states can be computed again.

CREATE TABLE device (
	id @ID,
	eui TEXT NOT NULL UNIQUE,             -- DevEUI, 16 lower-case hexadecimal digits
	name TEXT NOT NULL,                   -- what people call it; at first what the network does
	model TEXT,                           -- whose codec reads its frames; NULL: not known, frames are only kept
	network TEXT NOT NULL,                -- which network server delivers it: chirpstack
	resource @INT REFERENCES resource (id), -- the machine it feeds; NULL: not assigned yet
	watts_on @INT NOT NULL DEFAULT 3,     -- W; below it the machine is off
	watts_busy @INT NOT NULL DEFAULT 30,  -- W; from it on the machine is busy
	watts_idle_below @INT NOT NULL DEFAULT 21, -- W; a busy machine is idle again only below it (hysteresis)
	stale_after @INT NOT NULL DEFAULT 900, -- seconds without a frame after which nothing is known
	-- The live state: what the newest frames say together.
	use TEXT NOT NULL DEFAULT 'unknown',  -- off, idle, busy or unknown
	use_since @INT NOT NULL DEFAULT 0,    -- since when, seconds UTC
	watts @INT,                           -- W; NULL: never said
	watt_hours @INT,                      -- Wh, the device's energy register
	relay @INT,                           -- 1 on, 0 off
	last_heard @INT NOT NULL DEFAULT 0,   -- when the network heard its newest frame; 0: never
	last_session TEXT NOT NULL DEFAULT '', -- of the newest frame
	last_counter @INT NOT NULL DEFAULT 0, -- of the newest frame
	frames @INT NOT NULL DEFAULT 0,       -- how many were kept
	lost @INT NOT NULL DEFAULT 0,         -- how many counters were skipped
	rssi @INT,                            -- dBm at the best gateway; NULL: not said
	snr @REAL,                            -- dB there
	spreading_factor @INT NOT NULL DEFAULT 0, -- 7 to 12; 0: not said
	CHECK (use = 'off' OR use = 'idle' OR use = 'busy' OR use = 'unknown'), -- no IN, as with booking.status
	CHECK (watts_on <= watts_busy AND watts_idle_below <= watts_busy)
) @STRICT;
CREATE INDEX device_resource ON device (resource);

CREATE TABLE frame (
	device @INT NOT NULL REFERENCES device (id), -- who sent it
	session TEXT NOT NULL,   -- device address: counters start anew with each join
	counter @INT NOT NULL,   -- 32-bit uplink counter within the session
	port @INT NOT NULL,      -- LoRaWAN's FPort
	bytes @BYTES NOT NULL,   -- the payload
	at @INT NOT NULL,        -- when the network heard it, seconds UTC
	received @INT NOT NULL,  -- when it came here, seconds UTC
	PRIMARY KEY (device, session, counter)
) @KEYED;

CREATE TABLE reading (
	device @INT NOT NULL REFERENCES device (id), -- whose
	at @INT NOT NULL,   -- seconds UTC
	watts @INT,         -- W, active power; NULL here and below: the frame did not say
	watt_hours @INT,    -- Wh, the device's energy register
	volts @REAL,        -- V
	milliamps @INT,     -- mA
	relay @INT          -- 1 on, 0 off
) @STRICT;
CREATE INDEX reading_at ON reading (device, at);
