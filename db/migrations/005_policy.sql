-- Policy of one resource, approval, the outbox and the timers.

ALTER TABLE resource ADD COLUMN buffer_minutes @INT NOT NULL DEFAULT 0;  -- kept free after each booking: its claim ends later
ALTER TABLE resource ADD COLUMN most_open @INT NOT NULL DEFAULT 0;       -- bookings to come that one person may hold; 0: any
ALTER TABLE resource ADD COLUMN needs_approval @INT NOT NULL DEFAULT 0;  -- 1: requested, until staff decide
ALTER TABLE resource ADD COLUMN unattended @INT NOT NULL DEFAULT 0;      -- 1: may run on after closing time
ALTER TABLE resource ADD COLUMN grace_minutes @INT NOT NULL DEFAULT 0;   -- after which an unused booking is released; 0: never
ALTER TABLE resource ADD COLUMN late_hours @INT NOT NULL DEFAULT 24;     -- a cancellation less than that ahead is late

-- Who may book it; no row: everybody. "citizen" is a person without an organisation.
CREATE TABLE allowed (
	resource @INT NOT NULL REFERENCES resource (id), -- what
	kind TEXT NOT NULL CHECK (kind IN
		('startup', 'company', 'school', 'university', 'association', 'town', 'citizen')), -- by whom
	PRIMARY KEY (resource, kind)
) @KEYED;

ALTER TABLE booking ADD COLUMN lapses @INT;         -- requested: undecided by then, it is gone
ALTER TABLE booking ADD COLUMN cancelled_late @INT; -- 1: it was
ALTER TABLE booking ADD COLUMN override TEXT;       -- codes of the rules that staff set aside
CREATE INDEX booking_lapses ON booking (lapses) WHERE lapses IS NOT NULL;

-- The outbox: typed columns, rendered when they are sent. The key makes each message happen at most once.
CREATE TABLE delivery (
	id @ID,
	key TEXT NOT NULL UNIQUE,       -- kind, what about, which time
	kind TEXT NOT NULL,             -- see app/delivery.h
	person @INT REFERENCES person (id), -- to whom; NULL: to address
	address TEXT,                   -- a mail address, of somebody who is no person here
	booking @INT REFERENCES booking (id), -- about what
	token TEXT,                     -- of a link; emptied when it is sent
	detail TEXT,                    -- one more value of the text
	created @INT NOT NULL,          -- when
	due @INT NOT NULL,              -- not before
	status TEXT NOT NULL CHECK (status = 'waiting' OR status = 'leased' OR status = 'sending' OR status = 'sent'
		OR status = 'failed' OR status = 'unknown' OR status = 'unwanted'), -- how far it got; no IN, as with booking
	lease @INT,                     -- until when a sender has it
	tries @INT NOT NULL DEFAULT 0,  -- how often it was tried
	fault TEXT,                     -- why it failed the last time
	sent @INT                       -- when
) @STRICT;
CREATE INDEX delivery_due ON delivery (due) WHERE status IN ('waiting', 'leased');
CREATE INDEX delivery_stuck ON delivery (status) 
	WHERE status = 'failed' OR status = 'unknown' OR status = 'sending';

-- Timers: due and not yet done, so that after a long switch-off everything overdue happens once.
CREATE TABLE timer (
	name TEXT PRIMARY KEY,          -- see app/timer.c
	last_run @INT NOT NULL,         -- when it last ran, shown to staff
	last_done @INT NOT NULL         -- how many things it did then
) @KEYED;
