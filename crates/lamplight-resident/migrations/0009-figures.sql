-- How the patrol served residents, as the server last told it; empty while it is not known.
ALTER TABLE server ADD COLUMN figures TEXT NOT NULL DEFAULT '';
ALTER TABLE server ADD COLUMN figures_etag TEXT NOT NULL DEFAULT '';
ALTER TABLE server ADD COLUMN figures_asked_at INTEGER NOT NULL DEFAULT 0; -- by the device's clock
