-- SPDX-License-Identifier: EUPL-1.2
-- When what machines need was done, and by whom.

CREATE TABLE upkept (
	id @ID,
	upkeep @INT NOT NULL REFERENCES upkeep (id), -- what was done
	at @INT NOT NULL,                -- when, seconds UTC
	person @INT NOT NULL REFERENCES person (id), -- by whom
	seconds @INT NOT NULL,           -- how long the machine had worked since the time before
	note TEXT NOT NULL               -- what they say of it; may be empty
) @STRICT;
CREATE INDEX upkept_upkeep ON upkept (upkeep, at);
CREATE INDEX upkept_person ON upkept (person);
