-- SPDX-License-Identifier: EUPL-1.2
-- What devices with a pasted codec can be told, and what their codec is given beside the bytes.

ALTER TABLE script ADD COLUMN orders TEXT NOT NULL DEFAULT '';    -- lines: on, off or interval, port, JSON for encodeDownlink
ALTER TABLE script ADD COLUMN told TEXT NOT NULL DEFAULT '';      -- lines: the word, port and bytes it came to when it was saved
ALTER TABLE script ADD COLUMN variables TEXT NOT NULL DEFAULT ''; -- lines: name=value, before it the EUI of the only device it is for
