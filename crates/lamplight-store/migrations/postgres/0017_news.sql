-- News are published as alerts and events are.
ALTER TABLE publication DROP CONSTRAINT publication_topic_check;
ALTER TABLE publication ADD CHECK (topic IN ('alert', 'event', 'news'));
ALTER TABLE journal DROP CONSTRAINT journal_topic_check;
ALTER TABLE journal ADD CHECK (topic IN ('report', 'alert', 'event', 'news'));
