-- News of the lab, for everybody or for some.

CREATE TABLE notice (
	id @ID,
	title TEXT NOT NULL,            -- German; '': only in English
	body TEXT NOT NULL,             -- German; '': the title says it all
	title_en TEXT NOT NULL,         -- English; '': only in German
	body_en TEXT NOT NULL,          -- English
	starts @INT NOT NULL,           -- shown from
	ends @INT,                      -- until; NULL: until it is withdrawn
	level TEXT NOT NULL CHECK (level = 'news' OR level = 'warning'), -- how it is shown
	audience TEXT NOT NULL,         -- everybody, members, staff, or a kind of organisation: to its members
	created @INT NOT NULL,          -- when
	created_by @INT NOT NULL REFERENCES person (id), -- of the staff
	withdrawn @INT,                 -- when; it is shown no longer
	CHECK (starts < ends),
	CHECK (title <> '' OR title_en <> '')
) @STRICT;
CREATE INDEX notice_shown ON notice (starts) WHERE withdrawn IS NULL;
CREATE INDEX notice_created_by ON notice (created_by);
