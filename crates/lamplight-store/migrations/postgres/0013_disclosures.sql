-- Why somebody of the patrol looked at what is withheld of a report. That they did stands in the audit; their own words
-- about it stand here, sealed with the report's key, and go with it.
CREATE TABLE disclosure (
    operation_id TEXT COLLATE "C" PRIMARY KEY,
    number BIGINT NOT NULL REFERENCES report (number) ON DELETE CASCADE,
    body_hash BYTEA NOT NULL,
    at BIGINT NOT NULL,
    staff_id TEXT COLLATE "C",
    what TEXT NOT NULL CHECK (what IN ('place', 'contact')),
    reason TEXT NOT NULL,
    words_sealed BYTEA
);

CREATE INDEX disclosure_report ON disclosure (number);
