-- Pictures of what can be booked, made anew from what was uploaded: no camera, place or person is named in them.

CREATE TABLE picture (
	id @ID,
	resource @INT NOT NULL REFERENCES resource (id), -- what it shows
	alt_de TEXT NOT NULL,           -- the same in words, for who does not see it
	alt_en TEXT NOT NULL,           -- in English
	width @INT NOT NULL,            -- pixels of the large one
	height @INT NOT NULL,           -- and how high
	large @BYTES NOT NULL,          -- WebP, at most 1600 across
	small @BYTES NOT NULL,          -- WebP, at most 480 across, for lists
	added @INT NOT NULL,            -- when
	added_by @INT NOT NULL REFERENCES person (id), -- by whom
	removed @INT                    -- when; a day later the row goes; NULL: it is shown
) @STRICT;
CREATE INDEX picture_resource ON picture (resource, id);
CREATE INDEX picture_added_by ON picture (added_by);
CREATE INDEX picture_removed ON picture (removed);
