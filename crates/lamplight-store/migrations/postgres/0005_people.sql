-- People who last. They are never deleted: what they did stays theirs. `name_key` is the name in small letters,
-- by which it is found. `password` is in the PHC string format; no code of the authenticator up to `totp_step`
-- is good again.
CREATE TABLE person (
    id TEXT COLLATE "C" PRIMARY KEY,
    name TEXT NOT NULL,
    name_key TEXT COLLATE "C" NOT NULL UNIQUE,
    roles TEXT NOT NULL,
    districts TEXT,
    created_at BIGINT NOT NULL,
    disabled_at BIGINT,
    password TEXT,
    totp_sealed BYTEA,
    totp_step BIGINT NOT NULL DEFAULT 0,
    CHECK ((password IS NULL) = (totp_sealed IS NULL))
);

CREATE TABLE recovery_code (
    person_id TEXT NOT NULL REFERENCES person (id),
    hash BYTEA NOT NULL,
    PRIMARY KEY (person_id, hash)
);

-- Invitations and sessions of before end here: they opened for a day at most, to people who did not last.
DROP TABLE invite;
DROP TABLE session;

CREATE TABLE invite (
    id TEXT COLLATE "C" PRIMARY KEY,
    hash BYTEA NOT NULL UNIQUE,
    person_id TEXT NOT NULL UNIQUE REFERENCES person (id),
    opens TEXT NOT NULL CHECK (opens IN ('enrolment', 'session')),
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);

CREATE TABLE session (
    id TEXT COLLATE "C" PRIMARY KEY,
    hash BYTEA NOT NULL UNIQUE,
    person_id TEXT NOT NULL REFERENCES person (id),
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);

CREATE INDEX session_person ON session (person_id);

-- Attempts to sign in that have not succeeded, by a keyed hash of what they have in common. Forgotten after a day.
CREATE TABLE attempt (
    key BYTEA PRIMARY KEY,
    failures BIGINT NOT NULL,
    next_at BIGINT NOT NULL,
    last_at BIGINT NOT NULL
);

CREATE INDEX attempt_last ON attempt (last_at);
