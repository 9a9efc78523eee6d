-- Alerts as the desk knows them: what is being prepared, and where that stands. What residents see stays in
-- `publication`; nothing of a plan is ever written there. `plan` is JSON, and what the lists and the clock need of it
-- stands beside it.
CREATE TABLE alert (
    number BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id TEXT COLLATE "C" NOT NULL UNIQUE,
    revision BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    published_state TEXT,
    published_until BIGINT,
    plan TEXT,
    plan_state TEXT CHECK (plan_state IN ('draft', 'awaiting_approval', 'scheduled')),
    due_at BIGINT,
    alone_by TEXT,
    CHECK ((published_state IS NULL) = (published_until IS NULL)),
    CHECK ((plan IS NULL) = (plan_state IS NULL)),
    CHECK ((due_at IS NOT NULL) = (plan_state IS NOT NULL AND plan_state = 'scheduled'))
);

CREATE INDEX alert_newest ON alert (created_at DESC, number DESC);
CREATE INDEX alert_waiting ON alert (created_at DESC, number DESC)
    WHERE plan_state IS NOT NULL OR alone_by IS NOT NULL;
CREATE INDEX alert_due ON alert (due_at) WHERE due_at IS NOT NULL;

-- What was done to an alert, one row for each revision.
CREATE TABLE alert_step (
    number BIGINT NOT NULL REFERENCES alert (number) ON DELETE CASCADE,
    revision BIGINT NOT NULL,
    kind TEXT NOT NULL,
    at BIGINT NOT NULL,
    staff_id TEXT NOT NULL,
    staff_name TEXT NOT NULL,
    words TEXT,
    PRIMARY KEY (number, revision)
);

INSERT INTO alert (id, revision, created_at, changed_at, published_state, published_until)
SELECT id, revision, published_at, changed_at, state,
       CAST(extract(epoch FROM (document::json -> 'content' ->> 'expires')::timestamptz) * 1000 AS BIGINT)
FROM publication
WHERE topic = 'alert'
ORDER BY published_at, number;

-- When a console of the session was last seen open.
ALTER TABLE session ADD COLUMN seen_at BIGINT NOT NULL DEFAULT 0;
