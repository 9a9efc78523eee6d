-- When a person last had a console open, on any instance. One row.
CREATE TABLE presence (
    only_row BIGINT PRIMARY KEY CHECK (only_row = 1),
    seen_at BIGINT
);

INSERT INTO presence (only_row) VALUES (1);

-- Of which urgent reports people outside the console are told, by which channel, and how far that is. A row goes
-- with its report.
CREATE TABLE notice (
    number BIGINT NOT NULL REFERENCES report (number) ON DELETE CASCADE,
    channel TEXT NOT NULL CHECK (channel IN ('webhook', 'mail')),
    state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'told', 'needless', 'given_up')),
    attempts BIGINT NOT NULL DEFAULT 0,
    next_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    PRIMARY KEY (number, channel)
);

CREATE INDEX notice_waiting ON notice (next_at) WHERE state = 'waiting';
CREATE INDEX notice_given_up ON notice (changed_at) WHERE state = 'given_up';
