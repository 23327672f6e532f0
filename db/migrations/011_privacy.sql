-- What is left of people who are gone.

ALTER TABLE person ADD COLUMN erased @INT; -- when; from then on there is no name and no address here
