-- What the desk works with: who has read what, when a report was first answered, which one follows which.
--
-- `said_revision` is the newest one that the resident made; what is up to `settled_revision` counts as read by
-- everybody, because the report ended there. `merged_into` is the report that this one follows as a duplicate.
ALTER TABLE report ADD COLUMN answered_at INTEGER;
ALTER TABLE report ADD COLUMN said_revision INTEGER NOT NULL DEFAULT 1;
ALTER TABLE report ADD COLUMN settled_revision INTEGER NOT NULL DEFAULT 0;
ALTER TABLE report ADD COLUMN ended_reason TEXT;
ALTER TABLE report ADD COLUMN merged_into INTEGER REFERENCES report (number) ON DELETE SET NULL;
ALTER TABLE report ADD COLUMN entered_by TEXT;

UPDATE report
SET answered_at = (
        SELECT min(at) FROM thread_entry
        WHERE thread_entry.number = report.number
          AND (author = 'patrol' OR (kind = 'status' AND status NOT IN ('received', 'seen', 'withdrawn')))),
    settled_revision = CASE WHEN ended_at IS NULL THEN 0 ELSE revision END,
    said_revision = coalesce(
        (SELECT max(revision) FROM thread_entry
         WHERE thread_entry.number = report.number AND (author = 'resident' OR kind = 'feedback')), 1),
    ended_reason = CASE WHEN ended_at IS NULL THEN NULL ELSE
        (SELECT reason FROM thread_entry
         WHERE thread_entry.number = report.number AND kind = 'status'
         ORDER BY thread_entry.revision DESC LIMIT 1) END,
    merged_into = CASE WHEN ended_at IS NULL THEN NULL ELSE
        (SELECT original.number
         FROM thread_entry
         JOIN receipt ON receipt.report_id = thread_entry.duplicate_of
         JOIN report AS original ON original.number = receipt.number
         WHERE thread_entry.number = report.number AND kind = 'status'
         ORDER BY thread_entry.revision DESC LIMIT 1) END;

-- Open reports have indexes of their own in the orders of the desk. Beside them, one by status made SQLite gather
-- and sort all that are open.
DROP INDEX report_status_newest;
CREATE INDEX report_open_newest ON report (received_at DESC, number DESC) WHERE ended_at IS NULL;
CREATE INDEX report_open_due ON report (due_at, number) WHERE ended_at IS NULL;
CREATE INDEX report_spoken ON report (number) WHERE ended_at IS NOT NULL AND said_revision > settled_revision;
CREATE INDEX report_ended ON report (ended_at) WHERE ended_at IS NOT NULL;
CREATE INDEX report_merged ON report (merged_into) WHERE merged_into IS NOT NULL;

-- When the patrol removed a photo; its state is `unreadable` then, as that of every photo without bytes.
ALTER TABLE report_photo ADD COLUMN removed_at INTEGER CHECK (removed_at IS NULL OR state = 'unreadable');

-- A thread can now say what became of the report that this one follows, and that a part was removed: `part` is
-- which, as JSON. SQLite cannot change a CHECK, so the table is made anew.
CREATE TABLE thread_entry_new (
    number INTEGER NOT NULL REFERENCES report (number) ON DELETE CASCADE,
    revision INTEGER NOT NULL,
    at INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('message', 'status', 'feedback', 'original', 'removed')),
    operation_id TEXT,
    author TEXT,
    status TEXT,
    reason TEXT,
    duplicate_of TEXT,
    sealed BLOB,
    fixed INTEGER CHECK (fixed IN (0, 1)),
    part TEXT,
    PRIMARY KEY (number, revision),
    CHECK (kind <> 'message' OR (operation_id IS NOT NULL AND author IS NOT NULL AND sealed IS NOT NULL)),
    CHECK (kind NOT IN ('status', 'original') OR status IS NOT NULL),
    CHECK ((kind = 'feedback') = (fixed IS NOT NULL)),
    CHECK ((kind = 'removed') = (part IS NOT NULL))
) STRICT, WITHOUT ROWID;

INSERT INTO thread_entry_new
       (number, revision, at, kind, operation_id, author, status, reason, duplicate_of, sealed, fixed)
SELECT number, revision, at, kind, operation_id, author, status, reason, duplicate_of, sealed, fixed
FROM thread_entry;

DROP TABLE thread_entry;
ALTER TABLE thread_entry_new RENAME TO thread_entry;

-- What only staff see of a report: notes, and who did what. Sealed with the report's key.
CREATE TABLE desk_entry (
    number INTEGER NOT NULL REFERENCES report (number) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    at INTEGER NOT NULL,
    staff_id TEXT NOT NULL,
    sealed BLOB NOT NULL,
    PRIMARY KEY (number, position)
) STRICT, WITHOUT ROWID;

-- To whom reports are referred: a person's id, or `responders`.
CREATE TABLE referral (
    number INTEGER NOT NULL REFERENCES report (number) ON DELETE CASCADE,
    target TEXT NOT NULL,
    at INTEGER NOT NULL,
    staff_id TEXT NOT NULL,
    PRIMARY KEY (number, target)
) STRICT, WITHOUT ROWID;

CREATE INDEX referral_target ON referral (target);

-- Up to which revision somebody has read a report that has not ended since.
CREATE TABLE read_mark (
    number INTEGER NOT NULL REFERENCES report (number) ON DELETE CASCADE,
    person_id TEXT NOT NULL REFERENCES person (id),
    revision INTEGER NOT NULL,
    PRIMARY KEY (number, person_id)
) STRICT, WITHOUT ROWID;

-- What the desk says often: `texts` is a JSON array.
CREATE TABLE reply_template (
    id TEXT PRIMARY KEY,
    revision INTEGER NOT NULL CHECK (revision >= 1),
    name TEXT NOT NULL,
    texts TEXT NOT NULL,
    removed_at INTEGER
) STRICT, WITHOUT ROWID;
