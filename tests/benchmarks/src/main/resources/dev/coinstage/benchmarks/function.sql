-- One gift per call and transaction, without queue, head or batch; it writes what the engine writes, the balances of all four
-- accounts too. Its sequence is far from the head's.
CREATE SEQUENCE IF NOT EXISTS bench_posting_seq START 1000000000000;
INSERT INTO posting_batch VALUES (1000000000000, uuidv7(), now(), 1000000000000) ON CONFLICT DO NOTHING;
CREATE OR REPLACE FUNCTION bench_gift(viewer uuid, viewer_account uuid, creator_account uuid, clearing uuid,
        issuance uuid, posting_id uuid, detail text, scope text, key uuid, hash bytea, outcome text)
    RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    giver account;
    earner account;
    given account;
    issued account;
    seq bigint;
BEGIN
    SELECT * INTO giver FROM account WHERE id = viewer_account FOR UPDATE;
    IF giver.credits_posted - giver.debits_posted - giver.debits_pending < 1 OR giver.lot_left < 1 THEN
        RAISE EXCEPTION 'insufficient coins';
    END IF;
    SELECT * INTO earner FROM account WHERE id = creator_account FOR UPDATE;
    SELECT * INTO given FROM account WHERE id = clearing FOR UPDATE;
    SELECT * INTO issued FROM account WHERE id = issuance FOR UPDATE;
    seq := nextval('bench_posting_seq');
    INSERT INTO posting (seq, id, commit_seq, kind, caller, detail, recorded_at)
    VALUES (seq, posting_id, 1000000000000, 'gift', viewer, detail::jsonb, clock_timestamp());
    INSERT INTO transfer (posting_seq, ordinal, kind, debit_account, credit_account, amount, code, commit_seq, committed_at,
                          debit_balance, credit_balance, axis_from)
    VALUES (seq, 0, 0, viewer_account, clearing, 1, 20, 1000000000000, clock_timestamp(),
            giver.credits_posted - giver.debits_posted - 1, given.credits_posted - given.debits_posted + 1, giver.lot_axis),
           (seq, 1, 0, issuance, creator_account, 1, 21, 1000000000000, clock_timestamp(),
            issued.credits_posted - issued.debits_posted - 1, earner.credits_posted - earner.debits_posted + 1, NULL);
    UPDATE account SET debits_posted = debits_posted + 1, lot_axis = lot_axis + 1, lot_left = lot_left - 1
     WHERE id = viewer_account;
    UPDATE account SET credits_posted = credits_posted + 1 WHERE id IN (creator_account, clearing);
    UPDATE account SET debits_posted = debits_posted + 1 WHERE id = issuance;
    INSERT INTO idempotency_outcome VALUES (key, scope, hash, outcome::jsonb, clock_timestamp());
    RETURN seq;
END $$;
