-- Plans of walks. `sealed` is the whole plan: its places, ways, times and reasons. In the clear stand the shift and
-- the numbers of its units, so that a unit in two plans at a time is found, and two counts for the list.
CREATE TABLE patrol (
    number BIGINT PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    id TEXT NOT NULL UNIQUE,
    revision BIGINT NOT NULL CHECK (revision >= 1),
    starts_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL CHECK (ends_at > starts_at),
    called_off_at BIGINT,
    stops BIGINT NOT NULL,
    unassigned BIGINT NOT NULL,
    sealed BYTEA NOT NULL
);

CREATE INDEX patrol_newest ON patrol (starts_at DESC, number DESC);
CREATE INDEX patrol_end ON patrol (ends_at);

-- Who walks: a unit's number, never a person.
CREATE TABLE patrol_unit (
    unit BIGINT NOT NULL,
    patrol BIGINT NOT NULL REFERENCES patrol (number) ON DELETE CASCADE,
    PRIMARY KEY (unit, patrol)
);

CREATE INDEX patrol_unit_patrol ON patrol_unit (patrol);

-- What was logged of a plan: visits and notes, sealed.
CREATE TABLE patrol_entry (
    patrol BIGINT NOT NULL REFERENCES patrol (number) ON DELETE CASCADE,
    position BIGINT NOT NULL,
    at BIGINT NOT NULL,
    sealed BYTEA NOT NULL,
    PRIMARY KEY (patrol, position)
);
