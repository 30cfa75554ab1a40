-- Stores gifts as the engine would have, by set-based SQL; foreign keys and the insert-only triggers are not looked at.
SET session_replication_role = replica;

CREATE UNLOGGED TABLE bench_person (kind text, n bigint, id uuid, account uuid, PRIMARY KEY (kind, n));

CREATE FUNCTION bench_fill(gifts bigint, clearing uuid, issuance uuid, sample_posting uuid, sample_viewer uuid,
        sample_account uuid, sample_detail text, sample_outcome text)
    RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    head ledger_head;
    viewers bigint := (SELECT count(*) FROM bench_person WHERE kind = 'viewer');
    creators bigint := (SELECT count(*) FROM bench_person WHERE kind = 'creator');
BEGIN
    SELECT * INTO head FROM ledger_head WHERE id = 1 FOR UPDATE;
    CREATE TEMP TABLE bench_gift ON COMMIT DROP AS
        SELECT head.posting_seq + g.n AS seq, head.commit_seq + 1 + (g.n - 1) / 500 AS commit_seq, uuidv7() AS posting,
               v.id AS viewer, v.account AS viewer_account, c.account AS creator_account
          FROM generate_series(1, gifts) AS g(n)
          JOIN bench_person v ON v.kind = 'viewer' AND v.n = (hashint8(head.posting_seq + g.n) & 2147483647) % viewers
          JOIN bench_person c ON c.kind = 'creator' AND c.n = (hashint8(-head.posting_seq - g.n) & 2147483647) % creators;
    ANALYZE bench_gift;

    INSERT INTO posting_batch (commit_seq, id, committed_at, last_posting)
    SELECT commit_seq, uuidv7(), clock_timestamp(), max(seq) FROM bench_gift GROUP BY commit_seq ORDER BY commit_seq;
    INSERT INTO posting (seq, id, commit_seq, kind, caller, detail, recorded_at)
    SELECT seq, posting, commit_seq, 'gift', viewer,
           replace(sample_detail, sample_viewer::text, viewer::text)::jsonb, clock_timestamp()
      FROM bench_gift ORDER BY seq;
    INSERT INTO transfer (posting_seq, ordinal, kind, debit_account, credit_account, amount, code, commit_seq, committed_at,
                          debit_balance, credit_balance, axis_from)
    SELECT seq, ordinal, 0, debit, credit, 1, code, commit_seq, clock_timestamp(), 1000000 + seq, seq, axis
      FROM bench_gift
     CROSS JOIN LATERAL (VALUES (0, viewer_account, clearing, 20, seq), (1, issuance, creator_account, 21, NULL))
           AS leg(ordinal, debit, credit, code, axis)
     ORDER BY seq, ordinal;
    INSERT INTO idempotency_outcome (key, scope, request_hash, outcome, recorded_at)
    SELECT uuidv7(), viewer || '/gift', sha256(uuid_send(posting)),
           replace(replace(sample_outcome, sample_posting::text, posting::text), sample_account::text, viewer_account::text)::jsonb,
           clock_timestamp()
      FROM bench_gift ORDER BY seq;

    UPDATE account a
       SET debits_posted = a.debits_posted + given.n, lot_axis = a.lot_axis + given.n, lot_left = a.lot_left - given.n
      FROM (SELECT viewer_account, count(*) AS n FROM bench_gift GROUP BY viewer_account) AS given
     WHERE a.id = given.viewer_account;
    UPDATE account a SET credits_posted = a.credits_posted + earned.n
      FROM (SELECT creator_account, count(*) AS n FROM bench_gift GROUP BY creator_account) AS earned
     WHERE a.id = earned.creator_account;
    UPDATE account SET credits_posted = credits_posted + gifts WHERE id = clearing;
    UPDATE account SET debits_posted = debits_posted + gifts WHERE id = issuance;
    UPDATE ledger_head
       SET commit_seq = (SELECT max(commit_seq) FROM bench_gift), posting_seq = head.posting_seq + gifts,
           committed_at = clock_timestamp()
     WHERE id = 1;
END $$;
