-- SPDX-License-Identifier: EUPL-1.2
-- What a kilowatt-hour costs changes; what was drawn before costs what it did then.

CREATE TABLE energy_price (
	since @INT PRIMARY KEY, -- from that instant on, seconds UTC; 0: ever since
	cents @INT NOT NULL CHECK (cents >= 0) -- per kilowatt-hour; 0: not reckoned
) @STRICT;
INSERT INTO energy_price (since, cents) SELECT 0, cents_per_kwh FROM site WHERE cents_per_kwh > 0;
ALTER TABLE site DROP COLUMN cents_per_kwh;
