-- Undo instead of asking first: what it takes to put back what somebody removed or changed a moment ago.

CREATE TABLE undo (
	id @ID,
	person @INT NOT NULL REFERENCES person (id), -- who did it, and alone may take it back
	kind TEXT NOT NULL,             -- what was done: a line of the table in app/undo.c
	kept TEXT NOT NULL,             -- what was there before: a JSON object
	expires @INT NOT NULL           -- from then on it stays as it is, and the row may go
) @STRICT;
CREATE INDEX undo_person ON undo (person);
CREATE INDEX undo_expires ON undo (expires);
