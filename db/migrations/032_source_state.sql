-- SPDX-License-Identifier: EUPL-1.2
-- Why a source is away, and when its storage was last wanted.

ALTER TABLE source ADD COLUMN why TEXT;                           -- it is away, and why; NULL: it is not
ALTER TABLE source ADD COLUMN away @INT NOT NULL DEFAULT 0;       -- since when, seconds UTC, if why is set
ALTER TABLE source ADD COLUMN wanted @INT NOT NULL DEFAULT 0;     -- when a gap was last seen that its storage may fill, seconds UTC; 0: never
