-- Who means to come to an event: a keyed hash of a receipt that the device made for this alone, and how many people.
-- No name, no time. Of one who does not come after all nothing stays.
CREATE TABLE rsvp (
    event INTEGER NOT NULL REFERENCES publication (number) ON DELETE CASCADE,
    receipt_hash BLOB NOT NULL,
    people INTEGER NOT NULL CHECK (people >= 1),
    PRIMARY KEY (event, receipt_hash)
) STRICT, WITHOUT ROWID;

-- What is left of them some time after the event.
CREATE TABLE attendance (
    event INTEGER PRIMARY KEY REFERENCES publication (number) ON DELETE CASCADE,
    answers INTEGER NOT NULL,
    people INTEGER NOT NULL
) STRICT;
