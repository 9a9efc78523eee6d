-- People who last. They are never deleted: what they did stays theirs. `name_key` is the name in small letters,
-- by which it is found. `password` is in the PHC string format; no code of the authenticator up to `totp_step`
-- is good again.
CREATE TABLE person (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL UNIQUE,
    roles TEXT NOT NULL,
    districts TEXT,
    created_at INTEGER NOT NULL,
    disabled_at INTEGER,
    password TEXT,
    totp_sealed BLOB,
    totp_step INTEGER NOT NULL DEFAULT 0,
    CHECK ((password IS NULL) = (totp_sealed IS NULL))
) STRICT, WITHOUT ROWID;

CREATE TABLE recovery_code (
    person_id TEXT NOT NULL REFERENCES person (id),
    hash BLOB NOT NULL,
    PRIMARY KEY (person_id, hash)
) STRICT, WITHOUT ROWID;

-- Invitations and sessions of before end here: they opened for a day at most, to people who did not last.
DROP TABLE invite;
DROP TABLE session;

CREATE TABLE invite (
    id TEXT PRIMARY KEY,
    hash BLOB NOT NULL UNIQUE,
    person_id TEXT NOT NULL UNIQUE REFERENCES person (id),
    opens TEXT NOT NULL CHECK (opens IN ('enrolment', 'session')),
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE session (
    id TEXT PRIMARY KEY,
    hash BLOB NOT NULL UNIQUE,
    person_id TEXT NOT NULL REFERENCES person (id),
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX session_person ON session (person_id);

-- Attempts to sign in that have not succeeded, by a keyed hash of what they have in common. Forgotten after a day.
CREATE TABLE attempt (
    key BLOB PRIMARY KEY,
    failures INTEGER NOT NULL,
    next_at INTEGER NOT NULL,
    last_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX attempt_last ON attempt (last_at);
