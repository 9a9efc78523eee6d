-- Trials: what is tried in some places and not in others. `plan` is JSON, with the places of both arms, which are never
-- told; `result` is JSON too, kept once. Nothing in them points at a report.
CREATE TABLE trial (
    number BIGINT PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    id TEXT NOT NULL UNIQUE,
    starts_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL CHECK (ends_at > starts_at),
    called_off_at BIGINT,
    plan TEXT NOT NULL,
    result TEXT,
    CHECK (called_off_at IS NULL OR result IS NULL)
);

CREATE INDEX trial_newest ON trial (starts_at DESC, number DESC);
