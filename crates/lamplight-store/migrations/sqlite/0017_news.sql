-- News are published as alerts and events are.
-- SQLite cannot change a CHECK, so the tables are made anew. What refers to publications steps aside meanwhile: dropping
-- the old table would drop it too.
CREATE TABLE publication_new (
    number INTEGER PRIMARY KEY,
    topic TEXT NOT NULL CHECK (topic IN ('alert', 'event', 'news')),
    id TEXT NOT NULL,
    revision INTEGER NOT NULL CHECK (revision >= 1),
    state TEXT NOT NULL,
    published_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    published_body_hash BLOB NOT NULL,
    frame TEXT NOT NULL,
    document TEXT NOT NULL,
    picture TEXT,
    -- As in 0014_event_ends.
    ends_at TEXT GENERATED ALWAYS AS (json_extract(document, '$.content.ends_at')) VIRTUAL,
    UNIQUE (topic, id)
) STRICT;

INSERT INTO publication_new
       (number, topic, id, revision, state, published_at, changed_at, published_body_hash, frame, document, picture)
SELECT number, topic, id, revision, state, published_at, changed_at, published_body_hash, frame, document, picture
FROM publication;

CREATE TABLE rsvp_aside (event INTEGER, receipt_hash BLOB, people INTEGER) STRICT;
INSERT INTO rsvp_aside (event, receipt_hash, people) SELECT event, receipt_hash, people FROM rsvp;
DROP TABLE rsvp;
CREATE TABLE attendance_aside (event INTEGER, answers INTEGER, people INTEGER) STRICT;
INSERT INTO attendance_aside (event, answers, people) SELECT event, answers, people FROM attendance;
DROP TABLE attendance;

DROP TABLE publication;
ALTER TABLE publication_new RENAME TO publication;
CREATE INDEX publication_newest ON publication (topic, published_at DESC, number DESC);
CREATE INDEX publication_end ON publication (ends_at) WHERE ends_at IS NOT NULL;
CREATE INDEX publication_picture ON publication (picture) WHERE picture IS NOT NULL;

CREATE TABLE rsvp (
    event INTEGER NOT NULL REFERENCES publication (number) ON DELETE CASCADE,
    receipt_hash BLOB NOT NULL,
    people INTEGER NOT NULL CHECK (people >= 1),
    PRIMARY KEY (event, receipt_hash)
) STRICT, WITHOUT ROWID;
INSERT INTO rsvp (event, receipt_hash, people) SELECT event, receipt_hash, people FROM rsvp_aside;
DROP TABLE rsvp_aside;

CREATE TABLE attendance (
    event INTEGER PRIMARY KEY REFERENCES publication (number) ON DELETE CASCADE,
    answers INTEGER NOT NULL,
    people INTEGER NOT NULL
) STRICT;
INSERT INTO attendance (event, answers, people) SELECT event, answers, people FROM attendance_aside;
DROP TABLE attendance_aside;

CREATE TABLE journal_new (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    topic TEXT NOT NULL CHECK (topic IN ('report', 'alert', 'event', 'news')),
    subject INTEGER NOT NULL,
    UNIQUE (topic, subject)
) STRICT;

INSERT INTO journal_new (id, topic, subject) SELECT id, topic, subject FROM journal;
-- A position must never be given twice, also where its row is gone.
DELETE FROM sqlite_sequence WHERE name = 'journal_new';
INSERT INTO sqlite_sequence (name, seq) SELECT 'journal_new', seq FROM sqlite_sequence WHERE name = 'journal';
DROP TABLE journal;
ALTER TABLE journal_new RENAME TO journal;
CREATE INDEX journal_public ON journal (id) WHERE topic <> 'report';
