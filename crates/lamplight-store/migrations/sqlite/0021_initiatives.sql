-- A thread can now say that the patrol did something that its report asked for: `news` is the news that tell of it, once
-- in each thread. SQLite cannot change a CHECK, so the table is made anew.
CREATE TABLE thread_entry_new (
    number INTEGER NOT NULL REFERENCES report (number) ON DELETE CASCADE,
    revision INTEGER NOT NULL,
    at INTEGER NOT NULL,
    kind TEXT NOT NULL
        CHECK (kind IN ('message', 'status', 'feedback', 'original', 'removed', 'initiative')),
    operation_id TEXT,
    author TEXT,
    status TEXT,
    reason TEXT,
    duplicate_of TEXT,
    sealed BLOB,
    fixed INTEGER CHECK (fixed IN (0, 1)),
    part TEXT,
    news TEXT,
    PRIMARY KEY (number, revision),
    CHECK (kind <> 'message' OR (operation_id IS NOT NULL AND author IS NOT NULL AND sealed IS NOT NULL)),
    CHECK (kind NOT IN ('status', 'original') OR status IS NOT NULL),
    CHECK ((kind = 'feedback') = (fixed IS NOT NULL)),
    CHECK ((kind = 'removed') = (part IS NOT NULL)),
    CHECK ((kind = 'initiative') = (news IS NOT NULL))
) STRICT, WITHOUT ROWID;

INSERT INTO thread_entry_new
       (number, revision, at, kind, operation_id, author, status, reason, duplicate_of, sealed, fixed, part)
SELECT number, revision, at, kind, operation_id, author, status, reason, duplicate_of, sealed, fixed, part
FROM thread_entry;

DROP TABLE thread_entry;
ALTER TABLE thread_entry_new RENAME TO thread_entry;
CREATE UNIQUE INDEX thread_entry_news ON thread_entry (number, news) WHERE news IS NOT NULL;

-- How many reports asked for an initiative. The number outlives them; which ones they were does not.
CREATE TABLE initiative (
    news TEXT PRIMARY KEY,
    reports INTEGER NOT NULL CHECK (reports >= 1)
) STRICT, WITHOUT ROWID;
