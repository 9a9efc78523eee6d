-- Whether an answer to an event is to be forgotten once the server has taken it: everything was erased.
ALTER TABLE rsvps ADD COLUMN forgets INTEGER NOT NULL DEFAULT 0;
