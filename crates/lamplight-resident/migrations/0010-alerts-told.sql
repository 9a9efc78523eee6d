-- How the resident chose to hear of alerts, as JSON; empty where nothing was chosen.
ALTER TABLE settings ADD COLUMN hearing TEXT NOT NULL DEFAULT '';
-- Whether the resident knows that the app goes on when its window is closed.
ALTER TABLE settings ADD COLUMN stay_explained INTEGER NOT NULL DEFAULT 0;

-- Of which alerts this device has told its resident, so that none is told of twice. Nothing of what they say.
CREATE TABLE told (
    handle   INTEGER PRIMARY KEY, -- by which the notification is known
    level    INTEGER NOT NULL,    -- of the message that was told last, from 1 to 4
    standing INTEGER NOT NULL     -- it may still be in sight
) STRICT;

-- The messages of those alerts, by what names a message in the Common Alerting Protocol.
CREATE TABLE told_messages (
    sender     TEXT    NOT NULL,
    identifier TEXT    NOT NULL,
    sent       INTEGER NOT NULL,
    handle     INTEGER NOT NULL REFERENCES told (handle) ON DELETE CASCADE,
    PRIMARY KEY (sender, identifier, sent)
) STRICT, WITHOUT ROWID;

CREATE INDEX told_messages_by_handle ON told_messages (handle);
