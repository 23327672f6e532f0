-- Whoever inserts a row with RETURNING lets SQLite look for rows that already point at it, so each foreign key of a
-- table that grows needs an index; and people ask for all that the lab knows about them.

CREATE INDEX pass_booking ON pass (booking);
CREATE INDEX pass_person ON pass (person);
CREATE INDEX scan_pass ON scan (pass);
CREATE INDEX delivery_booking ON delivery (booking);
CREATE INDEX delivery_person ON delivery (person);
CREATE INDEX audit_person ON audit (person);
