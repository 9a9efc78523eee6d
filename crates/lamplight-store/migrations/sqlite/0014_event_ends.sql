-- When an event ends, as its document says it: RFC 3339 in UTC with milliseconds, so that texts sort as times. Kept by
-- the database itself, because nobody who writes a document could then forget to.
ALTER TABLE publication ADD COLUMN ends_at TEXT
    GENERATED ALWAYS AS (json_extract(document, '$.content.ends_at')) VIRTUAL;

CREATE INDEX publication_end ON publication (ends_at) WHERE ends_at IS NOT NULL;
