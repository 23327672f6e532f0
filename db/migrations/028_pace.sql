-- SPDX-License-Identifier: EUPL-1.2
-- How often a plug really reports, from which follows for how long its silence means nothing.

ALTER TABLE device ADD COLUMN pace @INT; -- seconds between its reports, smoothed; NULL: it was not heard twice in a row
