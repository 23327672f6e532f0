-- SPDX-License-Identifier: EUPL-1.2
-- How a network server marks each uplink it delivers, so that two frames alike are not taken for one.

ALTER TABLE frame ADD COLUMN delivery @INT; -- a hash of deduplicationId or as:up:…; NULL: not said
