-- Trials: what is tried in some places and not in others. `plan` is JSON, with the places of both arms, which are never
-- told; `result` is JSON too, kept once. Nothing in them points at a report.
CREATE TABLE trial (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    starts_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL CHECK (ends_at > starts_at),
    called_off_at INTEGER,
    plan TEXT NOT NULL,
    result TEXT,
    CHECK (called_off_at IS NULL OR result IS NULL)
) STRICT;

CREATE INDEX trial_newest ON trial (starts_at DESC, number DESC);
