-- Times are milliseconds since the Unix epoch, ids are hyphenated UUIDs, hashes are keyed.
-- Columns named `sealed` or `…_sealed` hold what only the report's own key opens.
--
-- A report is known outside by its random id. In here it has a number, given in the order of arrival: random
-- ids as keys of every table would touch a page of their own for each row of a group.

-- What this database is. One row.
CREATE TABLE installation (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
    epoch TEXT NOT NULL,
    home TEXT NOT NULL,
    secrets_check BLOB NOT NULL
) STRICT;

-- Who may read which report, and what the first answer was. The row outlives the report: once that is
-- erased, it is the tombstone that keeps a late retry from bringing the report back.
CREATE TABLE receipt (
    number INTEGER PRIMARY KEY,
    report_id TEXT NOT NULL UNIQUE,
    receipt_hash BLOB NOT NULL,
    body_hash BLOB,
    reference TEXT NOT NULL,
    received_at INTEGER NOT NULL,
    erased_at INTEGER,
    erased_revision INTEGER,
    CHECK ((erased_at IS NULL) = (body_hash IS NOT NULL)),
    CHECK ((erased_at IS NULL) = (erased_revision IS NULL))
) STRICT;

-- What stays in the clear, for lists and filters.
CREATE TABLE report (
    number INTEGER PRIMARY KEY REFERENCES receipt (number),
    category TEXT NOT NULL,
    status TEXT NOT NULL,
    revision INTEGER NOT NULL CHECK (revision >= 1),
    practice INTEGER NOT NULL CHECK (practice IN (0, 1)),
    language TEXT NOT NULL,
    district TEXT,
    cell TEXT,
    occurred_at INTEGER NOT NULL,
    occurred_in_future INTEGER NOT NULL CHECK (occurred_in_future IN (0, 1)),
    received_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    due_at INTEGER NOT NULL,
    ended_at INTEGER,
    assignee TEXT
) STRICT;

CREATE INDEX report_newest ON report (received_at DESC, number DESC);
CREATE INDEX report_status_newest ON report (status, received_at DESC, number DESC);

-- The report's key, wrapped, and what the resident wrote, in one row, so that they go together.
CREATE TABLE report_sealed (
    number INTEGER PRIMARY KEY REFERENCES report (number) ON DELETE CASCADE,
    key_wrapped BLOB NOT NULL,
    details_sealed BLOB NOT NULL,
    contact_sealed BLOB
) STRICT;

CREATE TABLE report_photo (
    number INTEGER NOT NULL REFERENCES report (number) ON DELETE CASCADE,
    place_in_report INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    size_bytes INTEGER NOT NULL,
    PRIMARY KEY (number, place_in_report)
) STRICT, WITHOUT ROWID;

-- One row for each revision. `sealed` is a message's text, or what was done when a report was resolved.
CREATE TABLE thread_entry (
    number INTEGER NOT NULL REFERENCES report (number) ON DELETE CASCADE,
    revision INTEGER NOT NULL,
    at INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('message', 'status')),
    operation_id TEXT,
    author TEXT,
    status TEXT,
    reason TEXT,
    duplicate_of TEXT,
    sealed BLOB,
    PRIMARY KEY (number, revision),
    CHECK (kind <> 'message' OR (operation_id IS NOT NULL AND author IS NOT NULL AND sealed IS NOT NULL)),
    CHECK (kind <> 'status' OR status IS NOT NULL)
) STRICT, WITHOUT ROWID;

-- Every later write, so that sending it twice is the same as once.
CREATE TABLE operation (
    id TEXT PRIMARY KEY,
    topic TEXT NOT NULL,
    subject TEXT NOT NULL,
    body_hash BLOB NOT NULL,
    revision INTEGER NOT NULL,
    at INTEGER NOT NULL,
    staff_id TEXT
) STRICT, WITHOUT ROWID;

CREATE INDEX operation_subject ON operation (topic, subject);

-- Alerts and events as residents see them: the feed's item as one JSON document.
CREATE TABLE publication (
    number INTEGER PRIMARY KEY,
    topic TEXT NOT NULL CHECK (topic IN ('alert', 'event')),
    id TEXT NOT NULL,
    revision INTEGER NOT NULL CHECK (revision >= 1),
    state TEXT NOT NULL,
    published_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    published_body_hash BLOB NOT NULL,
    frame TEXT NOT NULL,
    document TEXT NOT NULL,
    UNIQUE (topic, id)
) STRICT;

CREATE INDEX publication_newest ON publication (topic, published_at DESC, number DESC);

-- What changed, in the order of commits: the number of a report or of a publication. Only the newest row of
-- each subject stands here. AUTOINCREMENT, because a position must never be given twice.
CREATE TABLE journal (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    topic TEXT NOT NULL CHECK (topic IN ('report', 'alert', 'event')),
    subject INTEGER NOT NULL,
    UNIQUE (topic, subject)
) STRICT;

CREATE INDEX journal_public ON journal (id) WHERE topic <> 'report';

CREATE TABLE token (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('staff', 'admin')),
    hash BLOB NOT NULL UNIQUE,
    created_at INTEGER NOT NULL,
    revoked_at INTEGER
) STRICT;

CREATE TABLE invite (
    hash BLOB PRIMARY KEY,
    staff_id TEXT NOT NULL,
    name TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('staff', 'admin')),
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    spent_at INTEGER
) STRICT;

CREATE TABLE session (
    hash BLOB PRIMARY KEY,
    staff_id TEXT NOT NULL,
    name TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('staff', 'admin')),
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT;
