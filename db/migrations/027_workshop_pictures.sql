-- Workshops have pictures, too; those of a series are of the first in it, and are shown with all.

-- @sqlite
CREATE TABLE picture_of_both (
	id @ID,
	resource @INT REFERENCES resource (id), -- what it shows; NULL: a workshop
	workshop @INT REFERENCES workshop (id), -- the first of its series; NULL: a resource
	alt_de TEXT NOT NULL,           -- the same in words, for who does not see it
	alt_en TEXT NOT NULL,           -- in English
	width @INT NOT NULL,            -- pixels of the large one
	height @INT NOT NULL,           -- and how high
	large @BYTES NOT NULL,          -- WebP, at most 1600 across
	small @BYTES NOT NULL,          -- WebP, at most 480 across, for lists
	added @INT NOT NULL,            -- when
	added_by @INT NOT NULL REFERENCES person (id), -- by whom
	removed @INT,                   -- when; a day later the row goes; NULL: it is shown
	CHECK ((resource IS NULL) <> (workshop IS NULL))
) @STRICT;
INSERT INTO picture_of_both (id, resource, alt_de, alt_en, width, height, large, small, added, added_by, removed)
	SELECT id, resource, alt_de, alt_en, width, height, large, small, added, added_by, removed FROM picture;
DROP TABLE picture;
ALTER TABLE picture_of_both RENAME TO picture;
CREATE INDEX picture_resource ON picture (resource, id);
CREATE INDEX picture_added_by ON picture (added_by);
CREATE INDEX picture_removed ON picture (removed);
-- @postgres
ALTER TABLE picture ALTER COLUMN resource DROP NOT NULL;
ALTER TABLE picture ADD COLUMN workshop @INT REFERENCES workshop (id); -- the first of its series; NULL: a resource
ALTER TABLE picture ADD CHECK ((resource IS NULL) <> (workshop IS NULL));
-- @both
CREATE INDEX picture_workshop ON picture (workshop, id);
