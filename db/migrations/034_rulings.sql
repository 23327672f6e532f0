-- SPDX-License-Identifier: EUPL-1.2
-- Where scan, list and plug contradict each other, staff say in the end whether a booking was used.

CREATE TABLE ruling (
	booking @INT PRIMARY KEY REFERENCES booking (id), -- about which
	used @INT NOT NULL CHECK (used IN (0, 1)),        -- 1: it was used, 0: it was not
	person @INT NOT NULL REFERENCES person (id),      -- who of the staff said so
	at @INT NOT NULL                                  -- when, seconds UTC
) @STRICT;
