-- SPDX-License-Identifier: EUPL-1.2
-- What staff want to be told of a plug, and what it tells of itself.

ALTER TABLE device ADD COLUMN alarm_minutes @INT NOT NULL DEFAULT 60; -- silent for so long, staff are told; 0: never
ALTER TABLE device ADD COLUMN alarmed @INT NOT NULL DEFAULT 0;        -- 1: they were, and it has not been heard since
ALTER TABLE device ADD COLUMN battery @REAL;                         -- V; NULL: not said
ALTER TABLE device ADD COLUMN report_every @INT;                       -- seconds it was told to report at; NULL: never
ALTER TABLE device ADD COLUMN serial TEXT;                           -- of its label; NULL: not scanned
