-- The door: who read a pass, what a scanner decided while it was alone, and how long a key counts.

ALTER TABLE attendance ADD COLUMN person @INT REFERENCES person (id); -- who held the scanner; NULL: it was not kept yet
ALTER TABLE scan ADD COLUMN judged TEXT;       -- uploaded late: the code that the lab finds itself; NULL: the lab decided at once
ALTER TABLE signing_key ADD COLUMN ends @INT;  -- when the last pass ends that it signed; NULL: it signs, or is older than this
CREATE INDEX scan_late ON scan (arrived) WHERE judged IS NOT NULL;
