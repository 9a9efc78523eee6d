-- What people outside the console were reminded of, so that each thing is told of once for each time that it began to
-- wait: the due time of a report that had passed, the revision of an alert at which it was proposed or went out alone.
ALTER TABLE report ADD COLUMN reminded_due_at INTEGER;
ALTER TABLE alert ADD COLUMN reminded_proposal INTEGER;
ALTER TABLE alert ADD COLUMN reminded_review INTEGER;

CREATE INDEX alert_proposed ON alert (number) WHERE plan_state = 'awaiting_approval';
CREATE INDEX alert_unreviewed ON alert (number) WHERE alone_by IS NOT NULL;

-- What a channel is still to remind of, how often that failed, and before when it says nothing.
CREATE TABLE reminder (
    channel TEXT PRIMARY KEY CHECK (channel IN ('webhook', 'mail')),
    reports INTEGER NOT NULL,
    proposals INTEGER NOT NULL,
    reviews INTEGER NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    next_at INTEGER NOT NULL,
    given_up_at INTEGER
) STRICT, WITHOUT ROWID;
