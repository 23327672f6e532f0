-- Passes: QR codes that admit, the keys that sign them, and who was let in.

CREATE TABLE site (
	id @INT PRIMARY KEY CHECK (id = 1), -- a store holds one lab
	code @INT NOT NULL CHECK (code BETWEEN 0 AND 65535), -- in each pass, against another lab's
	installation TEXT NOT NULL      -- in the UID of each calendar event
) @STRICT;
-- Neither is secret, they only have to differ from lab to lab.
-- @sqlite
INSERT INTO site (id, code, installation)
	VALUES (1, ABS(RANDOM() % 65536), LOWER(HEX(RANDOMBLOB(16))));
-- @postgres
INSERT INTO site (id, code, installation)
	VALUES (1, FLOOR(RANDOM() * 65536), REPLACE(CAST(GEN_RANDOM_UUID() AS TEXT), '-', ''));
-- @both

CREATE TABLE signing_key (
	kid @INT PRIMARY KEY CHECK (kid BETWEEN 1 AND 255), -- a byte of the pass; 0 is none
	created @INT NOT NULL,          -- when
	state TEXT NOT NULL CHECK (state IN ('sign', 'verify', 'revoked')), -- one signs, older ones verify
	sealed @BYTES NOT NULL,         -- its seed under the key of the secret file
	public @BYTES NOT NULL          -- Ed25519
) @STRICT;
CREATE UNIQUE INDEX signing_key_one ON signing_key (state) WHERE state = 'sign';

-- A pass is looked up by what its token says, (valid_from, tid), and not by tid alone: an index of
-- random numbers is written all over the place and costs the more the longer the history is.
CREATE TABLE pass (
	id @ID,
	tid @INT NOT NULL,              -- 64 random bits
	kid @INT NOT NULL REFERENCES signing_key (kid), -- which key signed it
	type @INT NOT NULL CHECK (type BETWEEN 1 AND 4), -- 1 booking, 2 person, 3 day, 4 seat
	resource @INT REFERENCES resource (id), -- NULL: attendance only
	booking @INT REFERENCES booking (id), -- NULL: it was made for none
	person @INT NOT NULL REFERENCES person (id), -- whom it admits
	valid_from @INT NOT NULL,       -- whole minutes
	valid_until @INT NOT NULL,      -- whole minutes
	signature @BYTES NOT NULL,      -- 64 bytes, so that the token can be printed again
	revoked @INT,                   -- when
	UNIQUE (valid_from, tid),
	CHECK (valid_from < valid_until)
) @STRICT;
CREATE UNIQUE INDEX pass_of_booking ON pass (booking) WHERE revoked IS NULL;

-- Sent twice is scanned once. A table of its own, since it is written before anything is judged:
-- with PostgreSQL, whoever looked for a nonce in scan and then wrote there would be in the way of
-- every other scanner.
CREATE TABLE nonce (
	id @ID,                         -- also of the scan
	person @INT NOT NULL REFERENCES person (id), -- who held the scanner
	nonce @BYTES NOT NULL,          -- the scanner's, 16 bytes
	hash @BYTES NOT NULL,           -- BLAKE2b of what was read
	UNIQUE (person, nonce)
) @STRICT;

-- Every reading of a code, also of one that was refused. Never the token: it could be used again.
CREATE TABLE scan (
	id @INT PRIMARY KEY,            -- of the nonce
	person @INT NOT NULL REFERENCES person (id), -- who held the scanner
	head @BYTES NOT NULL,           -- how it begins, 16 bytes at most
	pass @INT REFERENCES pass (id), -- NULL: not recognised
	point TEXT NOT NULL,            -- where: a resource's slug, or a name as door
	direction TEXT NOT NULL CHECK (direction IN ('entry', 'exit')), -- in or out
	happened @INT NOT NULL,         -- by the scanner's clock
	arrived @INT NOT NULL,          -- by ours
	result TEXT NOT NULL CHECK (result IN ('admitted', 'already', 'refused')), -- what the scanner was told
	code TEXT NOT NULL CHECK (code IN ('ok', 'already', 'not_yet', 'expired', 'cancelled',
		'revoked', 'wrong_place', 'unknown', 'malformed', 'bad_signature', 'wrong_site',
		'too_many'))                   -- and why
) @STRICT;

-- Its key is what lets one of two scanners win.
CREATE TABLE attendance (
	pass @INT NOT NULL REFERENCES pass (id), -- whose
	direction TEXT NOT NULL CHECK (direction IN ('entry', 'exit')), -- each once
	at @INT NOT NULL,               -- when, by the scanner's clock
	point TEXT NOT NULL,            -- where
	PRIMARY KEY (pass, direction)
) @KEYED;
