-- How often the decoding of a photo was cut off, by the clock or for want of memory. After some times it counts as
-- unreadable; until then it waits longer each time (see leased_until).
ALTER TABLE report_photo ADD COLUMN cut_offs BIGINT NOT NULL DEFAULT 0;
