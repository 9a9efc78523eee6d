-- The audit: who of the patrol did what to what. No text, no place, no contact; reasons are names of a list.
--
-- A change leaves its row in `audit_tail`, in its own transaction. The leader moves rows from there to `audit`,
-- in the order of their commits, each tied to the one before it by a keyed hash.

-- AUTOINCREMENT, because a row that comes later must never get the id of one that was moved.
CREATE TABLE audit_tail (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    actor TEXT NOT NULL CHECK (actor IN ('person', 'program', 'command_line', 'server')),
    staff_id TEXT,
    roles TEXT NOT NULL,
    act TEXT NOT NULL,
    object TEXT NOT NULL,
    object_id TEXT,
    revision_before INTEGER,
    revision_after INTEGER,
    reason TEXT,
    request_id TEXT
) STRICT;

CREATE TABLE audit (
    position INTEGER PRIMARY KEY CHECK (position >= 1),
    at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    staff_id TEXT,
    roles TEXT NOT NULL,
    act TEXT NOT NULL,
    object TEXT NOT NULL,
    object_id TEXT,
    revision_before INTEGER,
    revision_after INTEGER,
    reason TEXT,
    request_id TEXT,
    hash BLOB NOT NULL
) STRICT;

CREATE INDEX audit_newest ON audit (at DESC, position DESC);
CREATE INDEX audit_staff_newest ON audit (staff_id, at DESC, position DESC);
CREATE INDEX audit_act_newest ON audit (act, at DESC, position DESC);

-- Up to where rows were dropped because they were past keeping. One row, or none.
CREATE TABLE audit_anchor (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
    position INTEGER NOT NULL,
    hash BLOB NOT NULL,
    at INTEGER NOT NULL,
    seal BLOB NOT NULL
) STRICT;

-- Against mistakes; whoever can drop these is found by the hashes.
CREATE TRIGGER audit_never_changes BEFORE UPDATE ON audit
BEGIN
    SELECT raise(ABORT, 'the audit is never changed');
END;

CREATE TRIGGER audit_keeps_its_rows BEFORE DELETE ON audit
WHEN OLD.position > coalesce((SELECT position FROM audit_anchor), 0)
BEGIN
    SELECT raise(ABORT, 'the audit keeps its rows');
END;
