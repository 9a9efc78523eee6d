-- Passkeys: what a person signs in with in the place of a password and a code. `credential` is the authenticator's own
-- name for it; `record` is its public key with what else is needed to check it. Nothing of it is a secret. `counter` is
-- how often it was used, as far as its authenticator counts.
CREATE TABLE passkey (
    id TEXT COLLATE "C" PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES person (id),
    credential BYTEA NOT NULL UNIQUE,
    name TEXT NOT NULL,
    record TEXT NOT NULL,
    counter BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    used_at BIGINT
);

CREATE INDEX passkey_person ON passkey (person_id);

-- What a browser was asked to do with a passkey, until it has, once. By a keyed hash of the cookie that goes with it.
CREATE TABLE ceremony (
    hash BYTEA PRIMARY KEY,
    state TEXT NOT NULL,
    expires_at BIGINT NOT NULL
);

CREATE INDEX ceremony_end ON ceremony (expires_at);
