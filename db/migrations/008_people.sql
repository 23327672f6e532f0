-- Tickets in mails, young people and their guardians, managers of organisations, and messages that somebody does not want.

ALTER TABLE person ADD COLUMN born @INT;            -- year, of young people only
ALTER TABLE person ADD COLUMN guardian TEXT;        -- address of whoever approves, lower case
ALTER TABLE person ADD COLUMN guardian_approved @INT; -- when; NULL: not, or withdrawn
ALTER TABLE membership ADD COLUMN manager @INT NOT NULL DEFAULT 0; -- 1: invites members and sees the organisation's bookings

-- What a link in a mail may do. Who joins is a person only when the link was used: till then all is here.
CREATE TABLE ticket (
	id @ID,
	hash @BYTES NOT NULL UNIQUE,    -- BLAKE2b of the link's token
	kind TEXT NOT NULL CHECK (kind IN ('confirm', 'reset', 'invite', 'guardian')), -- what it may do
	person @INT REFERENCES person (id), -- reset, guardian: whose
	organisation @INT REFERENCES organisation (id), -- invite: into it
	email TEXT NOT NULL,            -- whom the mail went to, lower case
	name TEXT,                      -- confirm: what was typed when joining
	language TEXT,                  -- the same: de or en
	password TEXT,                  -- the same: Argon2id
	born @INT,                      -- the same: year
	guardian TEXT,                  -- the same: address
	created @INT NOT NULL,          -- when it was made
	ends @INT NOT NULL,             -- not valid from then on
	used @INT                       -- when; a guardian's is never used up
) @STRICT;
CREATE INDEX ticket_person ON ticket (person);
CREATE INDEX ticket_organisation ON ticket (organisation);
CREATE INDEX ticket_ends ON ticket (ends);

ALTER TABLE delivery ADD COLUMN language TEXT; -- for who is no person yet; NULL: the person's

CREATE TABLE unwanted (
	person @INT NOT NULL REFERENCES person (id), -- whose wish
	kind TEXT NOT NULL,             -- of delivery that this person does not want
	PRIMARY KEY (person, kind)
) @KEYED;
