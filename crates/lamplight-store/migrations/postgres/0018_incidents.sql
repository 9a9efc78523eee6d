-- What the analysis is made of, and what came of it.

-- Incidents that an operator imported, by the file or the city system they came from.
CREATE TABLE incident_source (
    number BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name TEXT COLLATE "C" NOT NULL UNIQUE,
    imported_at BIGINT NOT NULL
);

CREATE TABLE incident_category (
    number BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    source BIGINT NOT NULL REFERENCES incident_source (number),
    name TEXT COLLATE "C" NOT NULL,
    UNIQUE (source, name)
);

-- A row is its own key, so that what is imported again is there already. Places are five decimals of a degree, as whole
-- numbers.
CREATE TABLE incident (
    occurred_at BIGINT NOT NULL,
    category BIGINT NOT NULL REFERENCES incident_category (number),
    lat_e5 BIGINT NOT NULL,
    lon_e5 BIGINT NOT NULL,
    origin TEXT COLLATE "C" NOT NULL CHECK (origin IN ('reported', 'discovered', 'unknown')),
    PRIMARY KEY (occurred_at, category, lat_e5, lon_e5)
);

-- The streets of the area: the file as it was imported. One row at most.
CREATE TABLE streets (
    only_row BIGINT PRIMARY KEY CHECK (only_row = 1),
    form TEXT COLLATE "C" NOT NULL CHECK (form IN ('osm_pbf', 'geojson')),
    made_from TEXT COLLATE "C" NOT NULL,
    kept_at BIGINT NOT NULL,
    file BYTEA NOT NULL
);

-- What was found, as one JSON document: risk maps and back-tests, by the version of the method that made them.
CREATE TABLE analysis_result (
    number BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind TEXT COLLATE "C" NOT NULL,
    made_at BIGINT NOT NULL,
    method BIGINT NOT NULL,
    document TEXT COLLATE "C" NOT NULL
);

CREATE INDEX analysis_result_newest ON analysis_result (kind, number DESC);

-- When each kind is to be made next. Whoever makes it puts that off first, so that no other instance makes it too.
CREATE TABLE analysis_turn (
    kind TEXT COLLATE "C" PRIMARY KEY,
    due_at BIGINT NOT NULL
);
