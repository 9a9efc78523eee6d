-- A device of version 1 with everything in its outbox that there can be: every kind, and every state of each.
-- It was written by that version, and is never changed.

INSERT INTO reports (id, receipt, category, urgent, saved_at, content) VALUES
    ('0b1e6f9e-6f0c-4c63-9d1b-3a7d2c5e8f40', '0123456789ABCDEFGHJK', 'vandalism', 1, 1795168800000, '{"category":"vandalism","place":{"words":"by the footbridge"},"occurred_at":"2026-11-20T10:00:00.000Z","note":"Paint on wall 0.","language":"en"}'),
    ('0b1e6f9e-6f0c-4c63-9d1b-3a7d2c5e8f41', '0123456789ABCDEFGHJM', 'vandalism', 0, 1795168800001, '{"category":"vandalism","place":{"words":"by the footbridge"},"occurred_at":"2026-11-20T10:00:00.000Z","note":"Paint on wall 1.","language":"en"}'),
    ('0b1e6f9e-6f0c-4c63-9d1b-3a7d2c5e8f42', '0123456789ABCDEFGHJN', 'vandalism', 0, 1795168800002, '{"category":"vandalism","place":{"words":"by the footbridge"},"occurred_at":"2026-11-20T10:00:00.000Z","note":"Paint on wall 2.","language":"en"}'),
    ('0b1e6f9e-6f0c-4c63-9d1b-3a7d2c5e8f43', '0123456789ABCDEFGHJP', 'vandalism', 0, 1795168800003, '{"category":"vandalism","place":{"words":"by the footbridge"},"occurred_at":"2026-11-20T10:00:00.000Z","note":"Paint on wall 3.","language":"en"}');

INSERT INTO threads (report_id, reference, status, revision, read_revision, seen, erased, received_at, changed_at) VALUES
    ('0b1e6f9e-6f0c-4c63-9d1b-3a7d2c5e8f43', 'AQ-7K2M9', 'assigned', 3, 1, 1, 0, 1795168800009, 1795168800030);

INSERT INTO entries (report_id, revision, from_patrol, entry) VALUES
    ('0b1e6f9e-6f0c-4c63-9d1b-3a7d2c5e8f43', 2, 1, '{"revision":2,"at":"2026-11-20T10:00:20.000Z","kind":"message","id":"11111111-1111-4111-8111-111111111111","from":"patrol","text":"Which wall is it?"}');

INSERT INTO operations
    (report_id, seq, id, kind, receipt, state, attempts, next_at, saved_at, accepted_at,
     attention_code, attention_detail, attention_field, digest,
     body)
VALUES
    ('0b1e6f9e-6f0c-4c63-9d1b-3a7d2c5e8f40', 0, '0b1e6f9e-6f0c-4c63-9d1b-3a7d2c5e8f40', 'report', '0123456789ABCDEFGHJK', 'waiting', 0, 1795168800000, 1795168800000, 0,
     '', '', '', x'',
     x''),
    ('0b1e6f9e-6f0c-4c63-9d1b-3a7d2c5e8f41', 0, '0b1e6f9e-6f0c-4c63-9d1b-3a7d2c5e8f41', 'report', '0123456789ABCDEFGHJM', 'waiting', 7, 1795169100000, 1795168800000, 0,
     '', '', '', x'52e161a60248b33eb3153bb887f20b2ab88aafb35f2d94676b03c0f5c6592993',
     CAST('{"category":"vandalism","place":{"words":"by the footbridge"},"occurred_at":"2026-11-20T10:00:00.000Z","note":"Paint on wall 1.","language":"en"}' AS BLOB)),
    ('0b1e6f9e-6f0c-4c63-9d1b-3a7d2c5e8f41', 1, '22222222-2222-4222-8222-222222222221', 'message', '0123456789ABCDEFGHJM', 'waiting', 0, 1795168800000, 1795168800000, 0,
     '', '', '', x'',
     CAST('{"text":"It is the north wall."}' AS BLOB)),
    ('0b1e6f9e-6f0c-4c63-9d1b-3a7d2c5e8f42', 0, '0b1e6f9e-6f0c-4c63-9d1b-3a7d2c5e8f42', 'report', '0123456789ABCDEFGHJN', 'attention', 1, 1795168800000, 1795168800000, 0,
     'invalid', 'must be shorter', 'note', x'6da40bc5e4a4fe03c93e4fdc8cfa6050902dfc904bd6fd2ac20425eeaa9818c6',
     CAST('{"category":"vandalism","place":{"words":"by the footbridge"},"occurred_at":"2026-11-20T10:00:00.000Z","note":"Paint on wall 2.","language":"en"}' AS BLOB)),
    ('0b1e6f9e-6f0c-4c63-9d1b-3a7d2c5e8f43', 0, '0b1e6f9e-6f0c-4c63-9d1b-3a7d2c5e8f43', 'report', '0123456789ABCDEFGHJP', 'accepted', 2, 1795168800000, 1795168800000, 1795168800010,
     '', '', '', x'9bf7f6af53e6c8bf816fbd1e9edc07f294c4e9ce5fd608293c74b59edb7a5252',
     CAST('{"category":"vandalism","place":{"words":"by the footbridge"},"occurred_at":"2026-11-20T10:00:00.000Z","note":"Paint on wall 3.","language":"en"}' AS BLOB)),
    ('0b1e6f9e-6f0c-4c63-9d1b-3a7d2c5e8f43', 1, '22222222-2222-4222-8222-222222222223', 'message', '0123456789ABCDEFGHJP', 'accepted', 1, 1795168800000, 1795168800000, 1795168800020,
     '', '', '', x'bd6c8211b3a777ec1f3e323ab948fbcdb9410846ad917664600b5bb5ac6d4836',
     CAST('{"text":"The south wall."}' AS BLOB)),
    ('0b1e6f9e-6f0c-4c63-9d1b-3a7d2c5e8f43', 2, '22222222-2222-4222-8222-222222222224', 'message', '0123456789ABCDEFGHJP', 'attention', 1, 1795168800000, 1795168800000, 0,
     'too_large', 'is too long', 'text', x'56aab7db533ab5d2686479eeb5c36ebdc4b3507a2411e11620213c64f87e8e58',
     CAST('{"text":"No, the east wall."}' AS BLOB)),
    ('0b1e6f9e-6f0c-4c63-9d1b-3a7d2c5e8f43', 3, '22222222-2222-4222-8222-222222222225', 'withdrawal', '0123456789ABCDEFGHJP', 'waiting', 3, 1795168801000, 1795168800000, 0,
     '', '', '', x'44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a',
     CAST('{}' AS BLOB)),
    ('0b1e6f9e-6f0c-4c63-9d1b-3a7d2c5e8f43', 4, '22222222-2222-4222-8222-222222222226', 'withdrawal', '0123456789ABCDEFGHJP', 'accepted', 1, 1795168800000, 1795168800000, 1795168800040,
     '', '', '', x'44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a',
     CAST('{}' AS BLOB)),
    ('0b1e6f9e-6f0c-4c63-9d1b-3a7d2c5e8f44', 5, '0b1e6f9e-6f0c-4c63-9d1b-3a7d2c5e8f44', 'erasure', '0123456789ABCDEFGHJQ', 'accepted', 1, 1795168800000, 1795168800000, 1795168800050,
     '', '', '', x'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
     x''),
    ('0b1e6f9e-6f0c-4c63-9d1b-3a7d2c5e8f42', 1, '0b1e6f9e-6f0c-4c63-9d1b-3a7d2c5e8f42', 'erasure', '0123456789ABCDEFGHJN', 'waiting', 0, 1795168800000, 1795168800000, 0,
     '', '', '', x'',
     x'');

UPDATE settings SET server_url = 'https://patrol.example', language = 'es';
PRAGMA user_version = 1;
