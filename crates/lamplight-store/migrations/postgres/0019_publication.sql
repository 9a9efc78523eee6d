-- How a report went before it was opened again for the first time, and when that was: opening it again gives it another
-- due time and another first answer. None where it never was.
ALTER TABLE report ADD COLUMN first_due_at BIGINT;
ALTER TABLE report ADD COLUMN first_answered_at BIGINT;
ALTER TABLE report ADD COLUMN first_ended_at BIGINT;
ALTER TABLE report ADD COLUMN reopened_at BIGINT;
ALTER TABLE past_report ADD COLUMN first_due_at BIGINT;
ALTER TABLE past_report ADD COLUMN first_answered_at BIGINT;
ALTER TABLE past_report ADD COLUMN first_ended_at BIGINT;
ALTER TABLE past_report ADD COLUMN reopened_at BIGINT;

-- The first due time of those that were opened again before is not known any more: it was overwritten.
UPDATE report
SET reopened_at = (
        SELECT min(at) FROM thread_entry
        WHERE thread_entry.number = report.number AND kind = 'status'
          AND status NOT IN ('resolved', 'closed', 'withdrawn')
          AND thread_entry.revision > (
              SELECT min(revision) FROM thread_entry AS ending
              WHERE ending.number = report.number AND ending.kind = 'status'
                AND ending.status IN ('resolved', 'closed', 'withdrawn'))),
    first_ended_at = (
        SELECT min(at) FROM thread_entry
        WHERE thread_entry.number = report.number AND kind = 'status'
          AND status IN ('resolved', 'closed', 'withdrawn')),
    first_answered_at = (
        SELECT min(at) FROM thread_entry
        WHERE thread_entry.number = report.number
          AND (author = 'patrol' OR (kind = 'status' AND status NOT IN ('received', 'seen', 'withdrawn'))))
WHERE EXISTS (
    SELECT 1 FROM thread_entry
    JOIN thread_entry AS later ON later.number = thread_entry.number AND later.revision > thread_entry.revision
    WHERE thread_entry.number = report.number
      AND thread_entry.kind = 'status' AND thread_entry.status IN ('resolved', 'closed', 'withdrawn')
      AND later.kind = 'status' AND later.status NOT IN ('resolved', 'closed', 'withdrawn'));

-- What everybody was told of a month, as it was told: once, and never otherwise. `document` is JSON, without anything
-- that could point at a report.
CREATE TABLE told_month (
    begins_at BIGINT PRIMARY KEY,
    published_at BIGINT NOT NULL,
    document TEXT NOT NULL
);
