-- The device's memory. Times are milliseconds since the Unix epoch. Ids are text in their hyphenated form.
-- A file of this folder is never edited once it was released; what changes comes in the next file.

-- What the resident wrote. `content` is the report exactly as it will be sent.
CREATE TABLE reports (
    id       TEXT    NOT NULL PRIMARY KEY,
    receipt  TEXT    NOT NULL,
    category TEXT    NOT NULL,
    urgent   INTEGER NOT NULL, -- by the patrol's rules at the time of saving
    saved_at INTEGER NOT NULL,
    content  TEXT    NOT NULL
) STRICT, WITHOUT ROWID;

-- What the server said about a report; there is a row once it was received.
CREATE TABLE threads (
    report_id     TEXT    NOT NULL PRIMARY KEY REFERENCES reports (id) ON DELETE CASCADE,
    reference     TEXT    NOT NULL,
    status        TEXT    NOT NULL,
    revision      INTEGER NOT NULL, -- the newest that was pulled; 0 asks for the whole thread
    read_revision INTEGER NOT NULL, -- the newest that the resident has seen
    seen          INTEGER NOT NULL, -- a person of the patrol has opened it
    erased        INTEGER NOT NULL, -- the server no longer has it
    received_at   INTEGER NOT NULL, -- by the server's clock
    changed_at    INTEGER NOT NULL  -- by the server's clock
) STRICT, WITHOUT ROWID;

CREATE TABLE entries (
    report_id   TEXT    NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
    revision    INTEGER NOT NULL,
    from_patrol INTEGER NOT NULL, -- a message of the patrol
    entry       TEXT    NOT NULL,
    PRIMARY KEY (report_id, revision)
) STRICT, WITHOUT ROWID;

-- What is to be sent, and what was sent lately. A row holds all that its call needs, without the report:
-- an erasure outlives the report it erased, so that a server restored from a backup can be told again.
CREATE TABLE operations (
    report_id        TEXT    NOT NULL,
    seq              INTEGER NOT NULL, -- order within the report; the report itself is 0
    id               TEXT    NOT NULL, -- what the answer must echo
    kind             TEXT    NOT NULL CHECK (kind IN ('report', 'message', 'withdrawal', 'erasure')),
    receipt          TEXT    NOT NULL,
    state            TEXT    NOT NULL CHECK (state IN ('waiting', 'accepted', 'attention')),
    attempts         INTEGER NOT NULL,
    next_at          INTEGER NOT NULL, -- not before
    saved_at         INTEGER NOT NULL,
    accepted_at      INTEGER NOT NULL, -- 0 until then
    attention_code   TEXT    NOT NULL,
    attention_detail TEXT    NOT NULL,
    attention_field  TEXT    NOT NULL,
    digest           BLOB    NOT NULL, -- SHA-256 of the body; empty until the first attempt is recorded
    body             BLOB    NOT NULL, -- from the first attempt on never changed
    PRIMARY KEY (report_id, seq)
) STRICT, WITHOUT ROWID;

-- Alerts and events as they stand.
CREATE TABLE news (
    kind       TEXT    NOT NULL CHECK (kind IN ('alert', 'event')),
    id         TEXT    NOT NULL,
    generation INTEGER NOT NULL, -- the snapshot in which it was last seen
    ends_at    INTEGER NOT NULL,
    item       TEXT    NOT NULL,
    PRIMARY KEY (kind, id)
) STRICT, WITHOUT ROWID;

-- How far this device is with its server.
CREATE TABLE server (
    one           INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
    url           TEXT    NOT NULL, -- of which server the area and the news are
    cursor        TEXT    NOT NULL, -- of the feed; empty to begin a snapshot
    generation    INTEGER NOT NULL, -- grows with each snapshot
    snapshot      INTEGER NOT NULL, -- a snapshot is not complete yet
    synced_at     INTEGER NOT NULL, -- by the device's clock; 0 for never
    area          TEXT    NOT NULL, -- empty while not known
    area_etag     TEXT    NOT NULL,
    area_version  INTEGER NOT NULL  -- grows with each change of the area
) STRICT;

INSERT INTO server
    (one, url, cursor, generation, snapshot, synced_at, area, area_etag, area_version)
VALUES
    (1, '', '', 1, 1, 0, '', '', 0);

-- What the resident chose; empty where nothing was.
CREATE TABLE settings (
    one        INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
    server_url TEXT    NOT NULL,
    language   TEXT    NOT NULL
) STRICT;

INSERT INTO settings (one, server_url, language) VALUES (1, '', '');
