-- Photos: how far each is, and under which names its bytes lie in the media store. The names are random and
-- say nothing; the bytes are sealed with the report's key. `object` is what was received while the photo is
-- being checked, and the picture that was made of it once it is ready.
ALTER TABLE report_photo ADD COLUMN state TEXT NOT NULL DEFAULT 'to_come' CHECK (state IN ('to_come', 'checking', 'ready', 'unreadable'));
ALTER TABLE report_photo ADD COLUMN object TEXT CHECK ((object IS NOT NULL) = (state IN ('checking', 'ready')));
ALTER TABLE report_photo ADD COLUMN thumbnail TEXT CHECK ((thumbnail IS NOT NULL) = (state = 'ready'));
ALTER TABLE report_photo ADD COLUMN received_at BIGINT CHECK ((received_at IS NULL) = (state = 'to_come'));
-- Until when an instance works on it. After that, another one may.
ALTER TABLE report_photo ADD COLUMN leased_until BIGINT NOT NULL DEFAULT 0;

CREATE INDEX report_photo_checking ON report_photo (received_at) WHERE state = 'checking';
CREATE UNIQUE INDEX report_photo_object ON report_photo (object) WHERE object IS NOT NULL;
CREATE UNIQUE INDEX report_photo_thumbnail ON report_photo (thumbnail) WHERE thumbnail IS NOT NULL;

-- Objects that no row needs any more. They wait here until their bytes are gone, whatever ends the program
-- in between.
CREATE TABLE discarded_object (
    name TEXT COLLATE "C" PRIMARY KEY,
    discarded_at BIGINT NOT NULL
);

-- Until when no object may be deleted, because a backup is copying them.
ALTER TABLE installation ADD COLUMN objects_held_until BIGINT NOT NULL DEFAULT 0;

-- A resident who follows a report from a second device knows its reference.
CREATE INDEX receipt_reference ON receipt (reference);

-- A thread can now say whether it was put right.
ALTER TABLE thread_entry ADD COLUMN fixed BIGINT CHECK (fixed IN (0, 1));
ALTER TABLE thread_entry DROP CONSTRAINT thread_entry_kind_check;
ALTER TABLE thread_entry ADD CHECK (kind IN ('message', 'status', 'feedback'));
ALTER TABLE thread_entry ADD CHECK ((kind = 'feedback') = (fixed IS NOT NULL));
