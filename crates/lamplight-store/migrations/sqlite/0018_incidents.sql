-- What the analysis is made of, and what came of it.

-- Incidents that an operator imported, by the file or the city system they came from.
CREATE TABLE incident_source (
    number INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    imported_at INTEGER NOT NULL
) STRICT;

CREATE TABLE incident_category (
    number INTEGER PRIMARY KEY,
    source INTEGER NOT NULL REFERENCES incident_source (number),
    name TEXT NOT NULL,
    UNIQUE (source, name)
) STRICT;

-- A row is its own key, so that what is imported again is there already. Places are five decimals of a degree, as whole
-- numbers.
CREATE TABLE incident (
    occurred_at INTEGER NOT NULL,
    category INTEGER NOT NULL REFERENCES incident_category (number),
    lat_e5 INTEGER NOT NULL,
    lon_e5 INTEGER NOT NULL,
    origin TEXT NOT NULL CHECK (origin IN ('reported', 'discovered', 'unknown')),
    PRIMARY KEY (occurred_at, category, lat_e5, lon_e5)
) STRICT, WITHOUT ROWID;

-- The streets of the area: the file as it was imported. One row at most.
CREATE TABLE streets (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
    form TEXT NOT NULL CHECK (form IN ('osm_pbf', 'geojson')),
    made_from TEXT NOT NULL,
    kept_at INTEGER NOT NULL,
    file BLOB NOT NULL
) STRICT;

-- What was found, as one JSON document: risk maps and back-tests, by the version of the method that made them.
CREATE TABLE analysis_result (
    number INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    method INTEGER NOT NULL,
    document TEXT NOT NULL
) STRICT;

CREATE INDEX analysis_result_newest ON analysis_result (kind, number DESC);

-- When each kind is to be made next. Whoever makes it puts that off first, so that no other instance makes it too.
CREATE TABLE analysis_turn (
    kind TEXT PRIMARY KEY,
    due_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
