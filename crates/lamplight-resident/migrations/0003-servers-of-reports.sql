-- To which server a report was sent. Its receipt opens it there, and must never be shown to another.
CREATE TABLE report_servers (
    report_id TEXT NOT NULL PRIMARY KEY, -- also of a report that is being erased
    url       TEXT NOT NULL
) STRICT, WITHOUT ROWID;

INSERT INTO report_servers (report_id, url)
SELECT r.id, s.url
FROM reports AS r, server AS s
WHERE s.url <> ''
  AND (EXISTS (SELECT 1 FROM threads AS t WHERE t.report_id = r.id)
       OR EXISTS (SELECT 1 FROM operations AS o WHERE o.report_id = r.id AND o.attempts > 0));

-- Reports of which the server in use must not hear.
CREATE VIEW reports_elsewhere AS
SELECT sent.report_id FROM report_servers AS sent JOIN server ON sent.url <> server.url;
