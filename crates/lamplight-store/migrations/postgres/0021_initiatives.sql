-- A thread can now say that the patrol did something that its report asked for: `news` is the news that tell of it, once
-- in each thread.
ALTER TABLE thread_entry ADD COLUMN news TEXT COLLATE "C";
ALTER TABLE thread_entry DROP CONSTRAINT thread_entry_kind_check;
ALTER TABLE thread_entry ADD CONSTRAINT thread_entry_kind_check
    CHECK (kind IN ('message', 'status', 'feedback', 'original', 'removed', 'initiative'));
ALTER TABLE thread_entry ADD CHECK ((kind = 'initiative') = (news IS NOT NULL));
CREATE UNIQUE INDEX thread_entry_news ON thread_entry (number, news) WHERE news IS NOT NULL;

-- How many reports asked for an initiative. The number outlives them; which ones they were does not.
CREATE TABLE initiative (
    news TEXT COLLATE "C" PRIMARY KEY,
    reports BIGINT NOT NULL CHECK (reports >= 1)
);
