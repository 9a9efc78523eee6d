-- Drafts, photos, and what a resident may do after a report has ended.

ALTER TABLE reports ADD COLUMN followed INTEGER NOT NULL DEFAULT 0; -- sent from another device

CREATE INDEX reports_by_saved_at ON reports (saved_at);

-- What is being written. A draft has the id and the receipt of the report that it becomes, and keeps them
-- when that report is taken back: somebody may have written the receipt down.
CREATE TABLE drafts (
    id         TEXT    NOT NULL PRIMARY KEY,
    receipt    TEXT    NOT NULL,
    changed_at INTEGER NOT NULL,
    content    TEXT    NOT NULL
) STRICT, WITHOUT ROWID;

-- Photos of drafts and of reports. They are found by the id that both have in common, so that handing a
-- draft in, and taking the report back, moves no bytes. For that reason no foreign key stands here: whoever
-- drops a draft or a report for good drops its photos in the same transaction.
CREATE TABLE photos (
    report_id   TEXT    NOT NULL,
    sha256      TEXT    NOT NULL, -- of the bytes, as hexadecimal digits
    position    INTEGER NOT NULL, -- order within the report
    width_px    INTEGER NOT NULL,
    height_px   INTEGER NOT NULL,
    size_bytes  INTEGER NOT NULL,
    description TEXT    NOT NULL, -- empty for none
    PRIMARY KEY (report_id, sha256)
) STRICT, WITHOUT ROWID;

-- Apart, so that a change of a description does not write the bytes again, and so that the bytes can be
-- dropped while it stays known what was sent.
CREATE TABLE photo_bytes (
    report_id TEXT NOT NULL,
    sha256    TEXT NOT NULL,
    bytes     BLOB NOT NULL,
    PRIMARY KEY (report_id, sha256),
    FOREIGN KEY (report_id, sha256) REFERENCES photos (report_id, sha256) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- The same rows as before, with more kinds. Every queued operation stays as it is, bytes and all.
CREATE TABLE operations_with_more_kinds (
    report_id        TEXT    NOT NULL,
    seq              INTEGER NOT NULL, -- order within the report; the report itself is 0
    id               TEXT    NOT NULL, -- what the answer must echo
    kind             TEXT    NOT NULL CHECK (kind IN (
        'report', 'photo', 'message', 'withdrawal', 'reopening', 'feedback', 'erasure'
    )),
    receipt          TEXT    NOT NULL,
    state            TEXT    NOT NULL CHECK (state IN ('waiting', 'accepted', 'attention')),
    urgent           INTEGER NOT NULL, -- a report for which people should call when it does not arrive
    attempts         INTEGER NOT NULL,
    next_at          INTEGER NOT NULL, -- not before
    saved_at         INTEGER NOT NULL,
    accepted_at      INTEGER NOT NULL, -- 0 until then
    attention_code   TEXT    NOT NULL,
    attention_detail TEXT    NOT NULL,
    attention_field  TEXT    NOT NULL,
    digest           BLOB    NOT NULL, -- SHA-256 of the body; empty until the first attempt is recorded
    body             BLOB    NOT NULL, -- from the first attempt on never changed; a photo's stays in photo_bytes
    PRIMARY KEY (report_id, seq)
) STRICT, WITHOUT ROWID;

INSERT INTO operations_with_more_kinds
    (report_id, seq, id, kind, receipt, state, urgent, attempts, next_at, saved_at, accepted_at,
     attention_code, attention_detail, attention_field, digest, body)
SELECT
    o.report_id, o.seq, o.id, o.kind, o.receipt, o.state,
    coalesce(o.kind = 'report' AND r.urgent AND NOT coalesce(r.content ->> '$.practice', 0), 0),
    o.attempts, o.next_at, o.saved_at, o.accepted_at,
    o.attention_code, o.attention_detail, o.attention_field, o.digest, o.body
FROM operations AS o LEFT JOIN reports AS r ON r.id = o.report_id;

DROP TABLE operations;
ALTER TABLE operations_with_more_kinds RENAME TO operations;

-- What is asked for all the time must not cost more when ten thousand reports wait. The state is there so
-- that counting needs the index alone.
CREATE INDEX operations_waiting ON operations (next_at, saved_at, state) WHERE state = 'waiting';
CREATE INDEX operations_attention ON operations (report_id, state) WHERE state = 'attention';
CREATE INDEX operations_accepted ON operations (accepted_at) WHERE state = 'accepted';
CREATE INDEX operations_urgent ON operations (saved_at) WHERE urgent = 1 AND accepted_at = 0;

-- The newest message of the patrol, so that what is unread is found without reading every entry.
ALTER TABLE threads ADD COLUMN patrol_revision INTEGER NOT NULL DEFAULT 0;

UPDATE threads
SET patrol_revision = coalesce(
    (SELECT max(e.revision) FROM entries AS e WHERE e.report_id = threads.report_id AND e.from_patrol), 0);

CREATE INDEX threads_unread ON threads (report_id) WHERE patrol_revision > read_revision;

-- What was saved from a damaged database; there is a row until the resident has seen it.
CREATE TABLE salvage (
    one     INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
    reports INTEGER NOT NULL, -- that are here again
    lost    INTEGER NOT NULL, -- of which only a part could be read, or nothing
    at      INTEGER NOT NULL
) STRICT;
