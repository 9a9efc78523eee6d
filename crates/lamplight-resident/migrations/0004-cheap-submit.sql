-- A tap waits for the disk, so it writes as few pages as it can.

-- In a table without row ids SQLite reads a whole row, photo and all, to compare its key with another.
CREATE TABLE photo_bytes_by_row (
    report_id TEXT NOT NULL,
    sha256    TEXT NOT NULL,
    bytes     BLOB NOT NULL,
    PRIMARY KEY (report_id, sha256),
    FOREIGN KEY (report_id, sha256) REFERENCES photos (report_id, sha256) ON DELETE CASCADE
) STRICT;

INSERT INTO photo_bytes_by_row (report_id, sha256, bytes) SELECT report_id, sha256, bytes FROM photo_bytes;

DROP TABLE photo_bytes;
ALTER TABLE photo_bytes_by_row RENAME TO photo_bytes;

-- It made every tap dearer by a page. Without it whoever asks for the newest looks at every report's time, which
-- takes milliseconds where ten thousand are kept.
DROP INDEX reports_by_saved_at;

-- The same table with its rules written out: for IN with more than two values SQLite builds a table of them
-- at every row that is written. Every queued operation stays as it is, bytes and all.
CREATE TABLE operations_with_cheap_rules (
    report_id        TEXT    NOT NULL,
    seq              INTEGER NOT NULL, -- order within the report; the report itself is 0
    id               TEXT    NOT NULL, -- what the answer must echo
    kind             TEXT    NOT NULL CHECK (
        kind = 'report' OR kind = 'photo' OR kind = 'message' OR kind = 'withdrawal' OR kind = 'reopening'
        OR kind = 'feedback' OR kind = 'erasure'
    ),
    receipt          TEXT    NOT NULL,
    state            TEXT    NOT NULL CHECK (state = 'waiting' OR state = 'accepted' OR state = 'attention'),
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

INSERT INTO operations_with_cheap_rules
    (report_id, seq, id, kind, receipt, state, urgent, attempts, next_at, saved_at, accepted_at,
     attention_code, attention_detail, attention_field, digest, body)
SELECT
    report_id, seq, id, kind, receipt, state, urgent, attempts, next_at, saved_at, accepted_at,
    attention_code, attention_detail, attention_field, digest, body
FROM operations;

DROP TABLE operations;
ALTER TABLE operations_with_cheap_rules RENAME TO operations;

CREATE INDEX operations_waiting ON operations (next_at, saved_at, state) WHERE state = 'waiting';
CREATE INDEX operations_attention ON operations (report_id, state) WHERE state = 'attention';
CREATE INDEX operations_accepted ON operations (accepted_at) WHERE state = 'accepted';
CREATE INDEX operations_urgent ON operations (saved_at) WHERE urgent = 1 AND accepted_at = 0;
