-- Photos: how far each is, and under which names its bytes lie in the media store. The names are random and
-- say nothing; the bytes are sealed with the report's key. `object` is what was received while the photo is
-- being checked, and the picture that was made of it once it is ready.
ALTER TABLE report_photo ADD COLUMN state TEXT NOT NULL DEFAULT 'to_come' CHECK (state IN ('to_come', 'checking', 'ready', 'unreadable'));
ALTER TABLE report_photo ADD COLUMN object TEXT CHECK ((object IS NOT NULL) = (state IN ('checking', 'ready')));
ALTER TABLE report_photo ADD COLUMN thumbnail TEXT CHECK ((thumbnail IS NOT NULL) = (state = 'ready'));
ALTER TABLE report_photo ADD COLUMN received_at INTEGER CHECK ((received_at IS NULL) = (state = 'to_come'));
-- Until when an instance works on it. After that, another one may.
ALTER TABLE report_photo ADD COLUMN leased_until INTEGER NOT NULL DEFAULT 0;

CREATE INDEX report_photo_checking ON report_photo (received_at) WHERE state = 'checking';
CREATE UNIQUE INDEX report_photo_object ON report_photo (object) WHERE object IS NOT NULL;
CREATE UNIQUE INDEX report_photo_thumbnail ON report_photo (thumbnail) WHERE thumbnail IS NOT NULL;

-- Objects that no row needs any more. They wait here until their bytes are gone, whatever ends the program
-- in between.
CREATE TABLE discarded_object (
    name TEXT PRIMARY KEY,
    discarded_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Until when no object may be deleted, because a backup is copying them.
ALTER TABLE installation ADD COLUMN objects_held_until INTEGER NOT NULL DEFAULT 0;

-- A resident who follows a report from a second device knows its reference.
CREATE INDEX receipt_reference ON receipt (reference);

-- A thread can now say whether it was put right.
-- SQLite cannot change a CHECK, so the table is made anew.
CREATE TABLE thread_entry_new (
    number INTEGER NOT NULL REFERENCES report (number) ON DELETE CASCADE,
    revision INTEGER NOT NULL,
    at INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('message', 'status', 'feedback')),
    operation_id TEXT,
    author TEXT,
    status TEXT,
    reason TEXT,
    duplicate_of TEXT,
    sealed BLOB,
    fixed INTEGER CHECK (fixed IN (0, 1)),
    PRIMARY KEY (number, revision),
    CHECK (kind <> 'message' OR (operation_id IS NOT NULL AND author IS NOT NULL AND sealed IS NOT NULL)),
    CHECK (kind <> 'status' OR status IS NOT NULL),
    CHECK ((kind = 'feedback') = (fixed IS NOT NULL))
) STRICT, WITHOUT ROWID;

INSERT INTO thread_entry_new
       (number, revision, at, kind, operation_id, author, status, reason, duplicate_of, sealed)
SELECT number, revision, at, kind, operation_id, author, status, reason, duplicate_of, sealed
FROM thread_entry;

DROP TABLE thread_entry;
ALTER TABLE thread_entry_new RENAME TO thread_entry;
