-- What is kept of a report that is past keeping: nothing that anybody wrote, no exact place, and nothing by which it
-- could be told whose it was. For figures and plans; practice reports leave no row, those about wellbeing no cell.
CREATE TABLE past_report (
    number BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    category TEXT NOT NULL,
    status TEXT NOT NULL,
    ended_reason TEXT,
    district TEXT,
    cell TEXT,
    occurred_at BIGINT NOT NULL,
    received_at BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    answered_at BIGINT,
    ended_at BIGINT NOT NULL,
    fixed BIGINT CHECK (fixed IN (0, 1))
);

CREATE INDEX past_report_ended ON past_report (ended_at);

-- Legal holds. Without ON DELETE: a report that is held cannot be deleted by mistake.
CREATE TABLE legal_hold (
    number BIGINT PRIMARY KEY REFERENCES report (number),
    stage TEXT NOT NULL CHECK (stage IN ('asked', 'standing', 'end_asked')),
    asked_by TEXT NOT NULL,
    asked_at BIGINT NOT NULL
);
