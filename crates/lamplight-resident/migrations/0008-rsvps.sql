-- What the resident answers to events: a row for each, since the newest answer is the one that counts. What is changed
-- while an attempt is under way goes behind it, so that the server never hears the older answer last.
CREATE TABLE rsvps (
    event_id  TEXT    NOT NULL,
    url       TEXT    NOT NULL, -- of the server whose event it is; the receipt must never be shown to another
    receipt   TEXT    NOT NULL, -- made for this event alone
    people    INTEGER NOT NULL, -- what the resident means; 0 for nobody
    kept      INTEGER NOT NULL, -- what the server last took of it
    state     TEXT    NOT NULL CHECK (state = 'waiting' OR state = 'kept' OR state = 'refused'),
    code      TEXT    NOT NULL, -- why it was refused; empty otherwise
    operation TEXT    NOT NULL, -- the attempt under way, which the answer must echo; empty when there is none
    sent      INTEGER NOT NULL, -- what that attempt says
    attempts  INTEGER NOT NULL,
    next_at   INTEGER NOT NULL, -- not before
    PRIMARY KEY (event_id, url)
) STRICT, WITHOUT ROWID;
