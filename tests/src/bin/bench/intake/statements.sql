-- What the store sends to PostgreSQL for a group of reports (its room for reports, accept.rs). The arrays are made here
-- instead of being sent. What is sealed is as long as that of an ordinary report: 60 bytes for its key, 300 for its words.
BEGIN;
WITH new AS (
    INSERT INTO receipt (report_id, receipt_hash, body_hash, reference, received_at)
    SELECT * FROM UNNEST(
        ARRAY(SELECT gen_random_uuid()::text FROM generate_series(1, :group::int)),
        array_fill(decode(repeat('a7', 32), 'hex'), ARRAY[:group::int]),
        array_fill(decode(repeat('b7', 32), 'hex'), ARRAY[:group::int]),
        array_fill('AQ-7K2M9'::text, ARRAY[:group::int]),
        array_fill(1790000000000::bigint, ARRAY[:group::int]))
    ON CONFLICT (report_id) DO NOTHING
    RETURNING report_id, number
)
SELECT array_agg(number) AS numbers FROM new \gset
INSERT INTO report (number, category, status, revision, practice, language, district, cell, occurred_at,
                    occurred_in_future, received_at, changed_at, due_at, entered_by)
SELECT * FROM UNNEST(
    :numbers::bigint[],
    array_fill('vandalism'::text, ARRAY[:group::int]),
    array_fill('received'::text, ARRAY[:group::int]),
    array_fill(1::bigint, ARRAY[:group::int]),
    array_fill(0::bigint, ARRAY[:group::int]),
    array_fill('en'::text, ARRAY[:group::int]),
    array_fill('harbour'::text, ARRAY[:group::int]),
    array_fill('8811f2c0c1fffff'::text, ARRAY[:group::int]),
    array_fill(1790000000000::bigint, ARRAY[:group::int]),
    array_fill(0::bigint, ARRAY[:group::int]),
    array_fill(1790000000000::bigint, ARRAY[:group::int]),
    array_fill(1790000000000::bigint, ARRAY[:group::int]),
    array_fill(1790086400000::bigint, ARRAY[:group::int]),
    array_fill(NULL::text, ARRAY[:group::int]));
INSERT INTO report_sealed (number, key_wrapped, details_sealed, contact_sealed)
SELECT * FROM UNNEST(
    :numbers::bigint[],
    array_fill(decode(repeat('c7', 60), 'hex'), ARRAY[:group::int]),
    array_fill(decode(repeat('d7', 300), 'hex'), ARRAY[:group::int]),
    array_fill(NULL::bytea, ARRAY[:group::int]));
INSERT INTO thread_entry (number, revision, at, kind, status)
SELECT * FROM UNNEST(
    :numbers::bigint[],
    array_fill(1::bigint, ARRAY[:group::int]),
    array_fill(1790000000000::bigint, ARRAY[:group::int]),
    array_fill('status'::text, ARRAY[:group::int]),
    array_fill('received'::text, ARRAY[:group::int]));
INSERT INTO journal (topic, subject)
SELECT * FROM UNNEST(
    array_fill('report'::text, ARRAY[:group::int]),
    :numbers::bigint[]);
COMMIT;
