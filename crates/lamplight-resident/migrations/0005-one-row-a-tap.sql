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

-- A photo in one row too, the bytes at its end, where whoever lists photos does not read them. An accepted
-- photo's are dropped in time, and it stays known what was sent.
CREATE TABLE photos_with_bytes (
    report_id   TEXT    NOT NULL,
    sha256      TEXT    NOT NULL, -- of the bytes, as hexadecimal digits
    position    INTEGER NOT NULL, -- order within the report
    width_px    INTEGER NOT NULL,
    height_px   INTEGER NOT NULL,
    size_bytes  INTEGER NOT NULL,
    bytes       BLOB    NOT NULL DEFAULT x'', -- empty once they were dropped
    PRIMARY KEY (report_id, sha256)
) STRICT;

INSERT INTO photos_with_bytes
    (report_id, sha256, position, width_px, height_px, size_bytes, bytes)
SELECT p.report_id, p.sha256, p.position, p.width_px, p.height_px, p.size_bytes, coalesce(b.bytes, x'')
FROM photos AS p LEFT JOIN photo_bytes AS b ON b.report_id = p.report_id AND b.sha256 = p.sha256
ORDER BY p.report_id, p.position;

-- Apart, so that writing one does not write the photo again. There is a row where there is a description.
CREATE TABLE photo_descriptions (
    report_id   TEXT NOT NULL,
    sha256      TEXT NOT NULL,
    description TEXT NOT NULL,
    PRIMARY KEY (report_id, sha256),
    FOREIGN KEY (report_id, sha256) REFERENCES photos (report_id, sha256) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

INSERT INTO photo_descriptions (report_id, sha256, description)
SELECT report_id, sha256, description FROM photos WHERE description <> '';

DROP TABLE photo_bytes;
DROP TABLE photos;
ALTER TABLE photos_with_bytes RENAME TO photos;

-- How many photos a draft has, so that one that is damaged is missed.
ALTER TABLE drafts ADD COLUMN photos INTEGER NOT NULL DEFAULT 0;

UPDATE drafts SET photos = (SELECT count(*) FROM photos AS p WHERE p.report_id = drafts.id);

-- The operations that are still to be written: of each report its words, then the photos that they announce. A
-- photo that is lost is missed at its turn.
CREATE VIEW unfiled AS
SELECT r.id AS report_id, 0 AS seq, r.id AS id, 'report' AS kind, r.receipt, r.urgent, r.next_at, r.saved_at
FROM reports AS r
WHERE r.number > (SELECT filed FROM filing) AND NOT r.followed
UNION ALL
SELECT r.id, 1 + photo.key, photo.value ->> '$.sha256', 'photo', r.receipt, 0, r.next_at, r.saved_at
FROM reports AS r, json_each(CASE WHEN json_valid(r.content) THEN r.content ELSE '{}' END, '$.photos') AS photo
WHERE r.number > (SELECT filed FROM filing) AND NOT r.followed;
