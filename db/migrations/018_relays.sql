-- SPDX-License-Identifier: EUPL-1.2
-- How wishes for relays reach a device, and what becomes of its relay.

ALTER TABLE device ADD COLUMN via TEXT;                         -- the broker it is heard through; NULL: a webhook
ALTER TABLE device ADD COLUMN relay_since @INT;                 -- since when its relay has been so, as far as was heard
ALTER TABLE device ADD COLUMN relay_local @INT NOT NULL DEFAULT 0; -- 1: nobody here wished it, somebody was at the plug
ALTER TABLE device ADD COLUMN may_cut @INT NOT NULL DEFAULT 0;  -- 1: staff allow its power to be cut when it idles unbooked
ALTER TABLE device ADD COLUMN idle_minutes @INT NOT NULL DEFAULT 30; -- how long it idles before that
ALTER TABLE device ADD COLUMN warned @INT NOT NULL DEFAULT 0;   -- when its user was told so

ALTER TABLE relay_wish ADD COLUMN seconds @INT; -- not the relay but the interval of its reports; NULL: the relay
CREATE INDEX relay_wish_booking ON relay_wish (booking) WHERE booking IS NOT NULL;
CREATE INDEX relay_wish_person ON relay_wish (person) WHERE person IS NOT NULL;
