-- SPDX-License-Identifier: EUPL-1.2
-- What machines need after so many hours of work, and what a kilowatt-hour costs.

CREATE TABLE upkeep (
	id @ID,
	resource @INT NOT NULL REFERENCES resource (id), -- of which machine
	name TEXT NOT NULL,              -- what is to be done
	every_hours @INT NOT NULL CHECK (every_hours > 0), -- after so many hours of work
	since @INT NOT NULL,             -- when it was done last, seconds UTC; from then on hours count
	reminded @INT NOT NULL DEFAULT 0 -- 1: staff were told that it is due
) @STRICT;
CREATE INDEX upkeep_resource ON upkeep (resource);

ALTER TABLE site ADD COLUMN cents_per_kwh @INT NOT NULL DEFAULT 0; -- of electricity, for reckoning; 0: not said
