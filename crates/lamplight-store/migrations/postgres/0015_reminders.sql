-- What people outside the console were reminded of, so that each thing is told of once for each time that it began to
-- wait: the due time of a report that had passed, the revision of an alert at which it was proposed or went out alone.
ALTER TABLE report ADD COLUMN reminded_due_at BIGINT;
ALTER TABLE alert ADD COLUMN reminded_proposal BIGINT;
ALTER TABLE alert ADD COLUMN reminded_review BIGINT;

CREATE INDEX alert_proposed ON alert (number) WHERE plan_state = 'awaiting_approval';
CREATE INDEX alert_unreviewed ON alert (number) WHERE alone_by IS NOT NULL;

-- What a channel is still to remind of, how often that failed, and before when it says nothing.
CREATE TABLE reminder (
    channel TEXT PRIMARY KEY CHECK (channel IN ('webhook', 'mail')),
    reports BIGINT NOT NULL,
    proposals BIGINT NOT NULL,
    reviews BIGINT NOT NULL,
    attempts BIGINT NOT NULL DEFAULT 0,
    next_at BIGINT NOT NULL,
    given_up_at BIGINT
);
