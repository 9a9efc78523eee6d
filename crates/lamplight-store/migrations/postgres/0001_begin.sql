-- Times are milliseconds since the Unix epoch, ids are hyphenated UUIDs, hashes are keyed.
-- Ids are compared byte by byte (COLLATE "C"), as SQLite does, whatever the cluster's language.
-- Columns named `sealed` or `…_sealed` hold what only the report's own key opens.
--
-- A report is known outside by its random id. In here it has a number, given in the order of arrival: random
-- ids as keys of every table would touch a page of their own for each row of a group.

-- What this database is. One row.
CREATE TABLE installation (
    only_row BIGINT PRIMARY KEY CHECK (only_row = 1),
    epoch TEXT NOT NULL,
    home TEXT NOT NULL,
    secrets_check BYTEA NOT NULL
);

-- Who may read which report, and what the first answer was. The row outlives the report: once that is
-- erased, it is the tombstone that keeps a late retry from bringing the report back.
CREATE TABLE receipt (
    number BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    report_id TEXT COLLATE "C" NOT NULL UNIQUE,
    receipt_hash BYTEA NOT NULL,
    body_hash BYTEA,
    reference TEXT NOT NULL,
    received_at BIGINT NOT NULL,
    erased_at BIGINT,
    erased_revision BIGINT,
    CHECK ((erased_at IS NULL) = (body_hash IS NOT NULL)),
    CHECK ((erased_at IS NULL) = (erased_revision IS NULL))
);

-- What stays in the clear, for lists and filters.
CREATE TABLE report (
    number BIGINT PRIMARY KEY REFERENCES receipt (number),
    category TEXT NOT NULL,
    status TEXT NOT NULL,
    revision BIGINT NOT NULL CHECK (revision >= 1),
    practice BIGINT NOT NULL CHECK (practice IN (0, 1)),
    language TEXT NOT NULL,
    district TEXT,
    cell TEXT,
    occurred_at BIGINT NOT NULL,
    occurred_in_future BIGINT NOT NULL CHECK (occurred_in_future IN (0, 1)),
    received_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    ended_at BIGINT,
    assignee TEXT
);

CREATE INDEX report_newest ON report (received_at DESC, number DESC);
CREATE INDEX report_status_newest ON report (status, received_at DESC, number DESC);

-- The report's key, wrapped, and what the resident wrote, in one row, so that they go together.
CREATE TABLE report_sealed (
    number BIGINT PRIMARY KEY REFERENCES report (number) ON DELETE CASCADE,
    key_wrapped BYTEA NOT NULL,
    details_sealed BYTEA NOT NULL,
    contact_sealed BYTEA
);

CREATE TABLE report_photo (
    number BIGINT NOT NULL REFERENCES report (number) ON DELETE CASCADE,
    place_in_report BIGINT NOT NULL,
    sha256 TEXT NOT NULL,
    size_bytes BIGINT NOT NULL,
    PRIMARY KEY (number, place_in_report)
);

-- One row for each revision. `sealed` is a message's text, or what was done when a report was resolved.
CREATE TABLE thread_entry (
    number BIGINT NOT NULL REFERENCES report (number) ON DELETE CASCADE,
    revision BIGINT NOT NULL,
    at BIGINT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('message', 'status')),
    operation_id TEXT,
    author TEXT,
    status TEXT,
    reason TEXT,
    duplicate_of TEXT,
    sealed BYTEA,
    PRIMARY KEY (number, revision),
    CHECK (kind <> 'message' OR (operation_id IS NOT NULL AND author IS NOT NULL AND sealed IS NOT NULL)),
    CHECK (kind <> 'status' OR status IS NOT NULL)
);

-- Every later write, so that sending it twice is the same as once.
CREATE TABLE operation (
    id TEXT COLLATE "C" PRIMARY KEY,
    topic TEXT NOT NULL,
    subject TEXT COLLATE "C" NOT NULL,
    body_hash BYTEA NOT NULL,
    revision BIGINT NOT NULL,
    at BIGINT NOT NULL,
    staff_id TEXT
);

CREATE INDEX operation_subject ON operation (topic, subject);

-- Alerts and events as residents see them: the feed's item as one JSON document.
CREATE TABLE publication (
    number BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    topic TEXT NOT NULL CHECK (topic IN ('alert', 'event')),
    id TEXT COLLATE "C" NOT NULL,
    revision BIGINT NOT NULL CHECK (revision >= 1),
    state TEXT NOT NULL,
    published_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    published_body_hash BYTEA NOT NULL,
    frame TEXT NOT NULL,
    document TEXT NOT NULL,
    UNIQUE (topic, id)
);

CREATE INDEX publication_newest ON publication (topic, published_at DESC, number DESC);

-- What changed: the number of a report or of a publication. Only the newest row of each subject stands here.
-- An identity is given before its transaction commits, so its order is not that of commits: readers go by
-- (tx, id) and stop below the oldest transaction that is still under way.
CREATE TABLE journal (
    tx XID8 NOT NULL DEFAULT pg_current_xact_id(),
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    topic TEXT NOT NULL CHECK (topic IN ('report', 'alert', 'event')),
    subject BIGINT NOT NULL,
    PRIMARY KEY (tx, id),
    UNIQUE (topic, subject)
);

CREATE INDEX journal_public ON journal (tx, id) WHERE topic <> 'report';

CREATE TABLE token (
    id TEXT COLLATE "C" PRIMARY KEY,
    name TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('staff', 'admin')),
    hash BYTEA NOT NULL UNIQUE,
    created_at BIGINT NOT NULL,
    revoked_at BIGINT
);

CREATE TABLE invite (
    hash BYTEA PRIMARY KEY,
    staff_id TEXT NOT NULL,
    name TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('staff', 'admin')),
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    spent_at BIGINT
);

CREATE TABLE session (
    hash BYTEA PRIMARY KEY,
    staff_id TEXT NOT NULL,
    name TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('staff', 'admin')),
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);
