-- What a public body must say: accessibility statement, imprint, privacy. Every text ever saved stays.

CREATE TABLE page (
	id @ID,
	name TEXT NOT NULL CHECK (name = 'accessibility' OR name = 'imprint' OR name = 'privacy'), -- its address
	language TEXT NOT NULL CHECK (language = 'de' OR language = 'en'), -- of the text
	body TEXT NOT NULL,             -- Markdown (CommonMark); '': the text that comes with the program
	saved @INT NOT NULL,            -- when, seconds UTC
	saved_by @INT NOT NULL REFERENCES person (id) -- who
) @STRICT;
CREATE INDEX page_name ON page (name, language, id);
CREATE INDEX page_saved_by ON page (saved_by);
