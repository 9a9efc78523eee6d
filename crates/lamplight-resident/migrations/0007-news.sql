-- The same rows as before, with one more kind.
CREATE TABLE news_with_more_kinds (
    kind       TEXT    NOT NULL CHECK (kind IN ('alert', 'event', 'news')),
    id         TEXT    NOT NULL,
    generation INTEGER NOT NULL, -- the snapshot in which it was last seen
    ends_at    INTEGER NOT NULL, -- of an item of news: when it was published
    item       TEXT    NOT NULL,
    PRIMARY KEY (kind, id)
) STRICT, WITHOUT ROWID;

INSERT INTO news_with_more_kinds (kind, id, generation, ends_at, item)
SELECT kind, id, generation, ends_at, item FROM news;

DROP TABLE news;
ALTER TABLE news_with_more_kinds RENAME TO news;

-- Earlier versions passed news over: the feed is read from its beginning once more.
UPDATE server SET cursor = '', generation = generation + 1, snapshot = 1;
