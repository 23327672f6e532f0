-- SPDX-License-Identifier: EUPL-1.2
-- Codecs in JavaScript that staff pasted, and the frames that wait for one.

CREATE TABLE script (
	id @ID,
	model TEXT NOT NULL UNIQUE,   -- what devices name it by, as a slug
	title TEXT NOT NULL,          -- what people call it
	code TEXT NOT NULL,           -- JavaScript: decodeUplink, Decoder or Decode
	mapping TEXT NOT NULL,        -- lines: quantity, JSON pointer, factor
	examples TEXT NOT NULL,       -- lines: port, bytes, what the code must return
	updated @INT NOT NULL,        -- when, seconds UTC
	updated_by @INT NOT NULL REFERENCES person (id) -- by whom
) @STRICT;
CREATE INDEX script_updated_by ON script (updated_by);

-- A frame that is kept and not yet decoded: the code runs in a process of its own, some time later.
CREATE TABLE frame_waiting (
	device @INT NOT NULL REFERENCES device (id), -- these four: which frame
	at @INT NOT NULL,             -- seconds UTC
	session TEXT NOT NULL,        -- see frame
	counter @INT NOT NULL,        -- see frame
	due @INT NOT NULL,            -- when it is tried (again), seconds UTC
	tries @INT NOT NULL DEFAULT 0, -- how often the code failed; from 3 on it waits for another code
	why TEXT,                     -- how it failed last
	PRIMARY KEY (device, at, session, counter)
) @KEYED;
CREATE INDEX frame_waiting_due ON frame_waiting (due) WHERE tries < 3;
