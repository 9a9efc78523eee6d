-- Pictures that the patrol shows to everybody. Nothing in them is anybody's secret: they lie as they are, and whoever
-- reads one compares it with its hash. `received_sha256` is the hash of the file of which the server made it, so that
-- sending that again makes nothing again; `object` is NULL when its bytes were lost.
CREATE TABLE picture (
    sha256 TEXT PRIMARY KEY,
    received_sha256 TEXT NOT NULL,
    object TEXT UNIQUE,
    size_bytes INTEGER NOT NULL,
    used_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX picture_received ON picture (received_sha256);
CREATE INDEX picture_used ON picture (used_at);

-- The picture that a publication shows. Whether it is there is asked when somebody names it; later its bytes may be
-- lost.
ALTER TABLE publication ADD COLUMN picture TEXT;

CREATE INDEX publication_picture ON publication (picture) WHERE picture IS NOT NULL;
