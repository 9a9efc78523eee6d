-- Plans of walks. `sealed` is the whole plan: its places, ways, times and reasons. In the clear stand the shift and
-- the numbers of its units, so that a unit in two plans at a time is found, and two counts for the list.
CREATE TABLE patrol (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    revision INTEGER NOT NULL CHECK (revision >= 1),
    starts_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL CHECK (ends_at > starts_at),
    called_off_at INTEGER,
    stops INTEGER NOT NULL,
    unassigned INTEGER NOT NULL,
    sealed BLOB NOT NULL
) STRICT;

CREATE INDEX patrol_newest ON patrol (starts_at DESC, number DESC);
CREATE INDEX patrol_end ON patrol (ends_at);

-- Who walks: a unit's number, never a person.
CREATE TABLE patrol_unit (
    unit INTEGER NOT NULL,
    patrol INTEGER NOT NULL REFERENCES patrol (number) ON DELETE CASCADE,
    PRIMARY KEY (unit, patrol)
) STRICT, WITHOUT ROWID;

CREATE INDEX patrol_unit_patrol ON patrol_unit (patrol);

-- What was logged of a plan: visits and notes, sealed.
CREATE TABLE patrol_entry (
    patrol INTEGER NOT NULL REFERENCES patrol (number) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    at INTEGER NOT NULL,
    sealed BLOB NOT NULL,
    PRIMARY KEY (patrol, position)
) STRICT, WITHOUT ROWID;
