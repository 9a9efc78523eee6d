-- What is kept of a report that is past keeping: nothing that anybody wrote, no exact place, and nothing by which it
-- could be told whose it was. For figures and plans; practice reports leave no row, those about wellbeing no cell.
CREATE TABLE past_report (
    number INTEGER PRIMARY KEY,
    category TEXT NOT NULL,
    status TEXT NOT NULL,
    ended_reason TEXT,
    district TEXT,
    cell TEXT,
    occurred_at INTEGER NOT NULL,
    received_at INTEGER NOT NULL,
    due_at INTEGER NOT NULL,
    answered_at INTEGER,
    ended_at INTEGER NOT NULL,
    fixed INTEGER CHECK (fixed IN (0, 1))
) STRICT;

CREATE INDEX past_report_ended ON past_report (ended_at);

-- Legal holds. Without ON DELETE: a report that is held cannot be deleted by mistake.
CREATE TABLE legal_hold (
    number INTEGER PRIMARY KEY REFERENCES report (number),
    stage TEXT NOT NULL CHECK (stage IN ('asked', 'standing', 'end_asked')),
    asked_by TEXT NOT NULL,
    asked_at INTEGER NOT NULL
) STRICT;
