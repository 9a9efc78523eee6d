-- Passkeys: what a person signs in with in the place of a password and a code. `credential` is the authenticator's own
-- name for it; `record` is its public key with what else is needed to check it. Nothing of it is a secret. `counter` is
-- how often it was used, as far as its authenticator counts.
CREATE TABLE passkey (
    id TEXT PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES person (id),
    credential BLOB NOT NULL UNIQUE,
    name TEXT NOT NULL,
    record TEXT NOT NULL,
    counter INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    used_at INTEGER
) STRICT, WITHOUT ROWID;

CREATE INDEX passkey_person ON passkey (person_id);

-- What a browser was asked to do with a passkey, until it has, once. By a keyed hash of the cookie that goes with it.
CREATE TABLE ceremony (
    hash BLOB PRIMARY KEY,
    state TEXT NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX ceremony_end ON ceremony (expires_at);
