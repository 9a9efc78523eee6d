-- A tap waits for the disk, so it writes one row: the report. Its operations are filed behind it, by the next
-- write of any other kind.

-- In the order in which they were saved, so that a new one goes behind the others, and its long row moves no
-- other. A number is never given twice. It comes last, so that rows of earlier versions fit this table too.
CREATE TABLE numbered_reports (
    id       TEXT    NOT NULL UNIQUE,
    receipt  TEXT    NOT NULL,
    category TEXT    NOT NULL,
    urgent   INTEGER NOT NULL, -- by the patrol's rules at the time of saving
    saved_at INTEGER NOT NULL,
    content  TEXT    NOT NULL,
    followed INTEGER NOT NULL DEFAULT 0, -- sent from another device
    next_at  INTEGER NOT NULL DEFAULT 0, -- when it may first be sent
    number   INTEGER PRIMARY KEY
) STRICT;

INSERT INTO numbered_reports (id, receipt, category, urgent, saved_at, content, followed, next_at, number)
SELECT id, receipt, category, urgent, saved_at, content, followed, saved_at,
       row_number() OVER (ORDER BY saved_at, id)
FROM reports;

DROP TABLE reports;
ALTER TABLE numbered_reports RENAME TO reports;

-- How far reports are filed: the operations of those with a greater number are still to be written.
CREATE TABLE filing (
    one   INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
    filed INTEGER NOT NULL -- a number of a report
) STRICT;

INSERT INTO filing (one, filed) SELECT 1, coalesce(max(number), 0) FROM reports;

-- The operations that are still to be written: of each report its words, then its photos.
CREATE VIEW unfiled AS
SELECT r.id AS report_id, 0 AS seq, r.id AS id, 'report' AS kind, r.receipt, r.urgent, r.next_at, r.saved_at
FROM filing AS f JOIN reports AS r ON r.number > f.filed
WHERE NOT r.followed
UNION ALL
SELECT r.id, p.position, p.sha256, 'photo', r.receipt, 0, r.next_at, r.saved_at
FROM filing AS f JOIN reports AS r ON r.number > f.filed JOIN photos AS p ON p.report_id = r.id
WHERE NOT r.followed;
