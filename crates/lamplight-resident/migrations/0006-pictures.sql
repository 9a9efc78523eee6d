-- Pictures of what the patrol tells everybody, kept for as long as what shows them. They can be fetched again.
CREATE TABLE pictures (
    sha256 TEXT NOT NULL UNIQUE, -- of the bytes, as hexadecimal digits
    bytes  BLOB NOT NULL,
    number INTEGER PRIMARY KEY
) STRICT;
