-- The audit: who of the patrol did what to what. No text, no place, no contact; reasons are names of a list.
--
-- A change leaves its row in `audit_tail`, in its own transaction. The leader moves rows from there to `audit`,
-- in the order of their commits, each tied to the one before it by a keyed hash.

-- As for the journal, an id is given before its transaction commits: the leader goes by (tx, id) and stops
-- below the oldest transaction that is still under way.
CREATE TABLE audit_tail (
    tx XID8 NOT NULL DEFAULT pg_current_xact_id(),
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    at BIGINT NOT NULL,
    actor TEXT NOT NULL CHECK (actor IN ('person', 'program', 'command_line', 'server')),
    staff_id TEXT COLLATE "C",
    roles TEXT NOT NULL,
    act TEXT COLLATE "C" NOT NULL,
    object TEXT NOT NULL,
    object_id TEXT COLLATE "C",
    revision_before BIGINT,
    revision_after BIGINT,
    reason TEXT,
    request_id TEXT,
    PRIMARY KEY (tx, id)
);

CREATE TABLE audit (
    position BIGINT PRIMARY KEY CHECK (position >= 1),
    at BIGINT NOT NULL,
    actor TEXT NOT NULL,
    staff_id TEXT COLLATE "C",
    roles TEXT NOT NULL,
    act TEXT COLLATE "C" NOT NULL,
    object TEXT NOT NULL,
    object_id TEXT COLLATE "C",
    revision_before BIGINT,
    revision_after BIGINT,
    reason TEXT,
    request_id TEXT,
    hash BYTEA NOT NULL
);

CREATE INDEX audit_newest ON audit (at DESC, position DESC);
CREATE INDEX audit_staff_newest ON audit (staff_id, at DESC, position DESC);
CREATE INDEX audit_act_newest ON audit (act, at DESC, position DESC);

-- Up to where rows were dropped because they were past keeping. One row, or none.
CREATE TABLE audit_anchor (
    only_row BIGINT PRIMARY KEY CHECK (only_row = 1),
    position BIGINT NOT NULL,
    hash BYTEA NOT NULL,
    at BIGINT NOT NULL,
    seal BYTEA NOT NULL
);

-- Against mistakes; whoever can drop these is found by the hashes.
CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the audit keeps its rows, and is never changed';
END;
$$;

CREATE TRIGGER audit_never_changes BEFORE UPDATE OR TRUNCATE ON audit
FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();

CREATE FUNCTION audit_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.position > coalesce((SELECT position FROM audit_anchor), 0) THEN
        RAISE EXCEPTION 'the audit keeps its rows, and is never changed';
    END IF;
    RETURN OLD;
END;
$$;

CREATE TRIGGER audit_keeps_its_rows BEFORE DELETE ON audit
FOR EACH ROW EXECUTE FUNCTION audit_keep();
