-- Since when the resident means to come: whoever has just said so is not reminded at once.
ALTER TABLE rsvps ADD COLUMN answered_at INTEGER NOT NULL DEFAULT 0;
-- Of which begin of the event the resident was reminded; 0 for none. An event that was moved begins at another time.
ALTER TABLE rsvps ADD COLUMN reminded_of INTEGER NOT NULL DEFAULT 0;
-- Whether the reminder may still be in sight.
ALTER TABLE rsvps ADD COLUMN reminder_stands INTEGER NOT NULL DEFAULT 0;
