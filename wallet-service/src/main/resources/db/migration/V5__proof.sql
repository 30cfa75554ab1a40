-- Proof that the books were not changed behind the ledger's back: a hash chain over commits, sealed behind the writes.

-- Which postings a commit has: those after the last one of the commit before. A look-up by commit so needs no index on postings.
ALTER TABLE posting_batch ADD COLUMN last_posting bigint CHECK (last_posting >= 0);
ALTER TABLE posting_batch DISABLE TRIGGER insert_only;
UPDATE posting_batch b SET last_posting = known.last_posting
  FROM (SELECT commit_seq, coalesce(max(p.seq) OVER (ORDER BY commit_seq), 0) AS last_posting
          FROM posting_batch LEFT JOIN (SELECT commit_seq, max(seq) AS seq FROM posting GROUP BY commit_seq) p USING (commit_seq)
       ) known
 WHERE b.commit_seq = known.commit_seq;
ALTER TABLE posting_batch ENABLE TRIGGER insert_only;
ALTER TABLE posting_batch ALTER COLUMN last_posting SET NOT NULL;

-- hash(c) = SHA-256(hash(c - 1) || digest(c)), from 32 zero bytes on. digest(c) = SHA-256 of the commit's rows, concatenated in
-- this order; integers are big-endian, a time is its microseconds since 2000-01-01T00:00Z, a text its length and its UTF-8:
--   01                                                          version of this form, 1 byte
--   commit_seq 8, id 16, committed_at 8, last_posting 8         of posting_batch
--   number of postings 8; each, by seq:
--     seq 8, id 16, commit_seq 8, kind 4 + n, reference 4 + n (length -1 for none), recorded_at 8
--   number of transfers 8; each, by posting_seq and ordinal:
--     posting_seq 8, ordinal 2, committed_at 8, commit_seq 8, debit_account 16, credit_account 16, amount 8, debit_balance 8,
--     credit_balance 8, code 2, kind 2, then each of debit_held 8, credit_held 8, axis_from 8, relates_to 16 as 00, or 01 and it
--   number of account changes 8; each, by posting_seq and link:
--     posting_seq 8, link 2, account 16, commit_seq 8, frozen 1, closed 1, minimum 8, maximum 8
-- Rows belong to a commit by their place among the postings, not by the commit that they name. No personal data is in it: not who
-- called, not the detail, not an account's owner; ids of accounts are derived names (docs/adr/0003). The form is computed by the
-- service (CommitRows), not by a function here, which whoever changes rows could change too. See docs/adr/0007.
CREATE TABLE commit_seal (
    commit_seq      bigint      PRIMARY KEY,
    hash            bytea       NOT NULL CHECK (length(hash) = 32),
    sealed_at       timestamptz NOT NULL
);
CREATE TRIGGER insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON commit_seal FOR EACH STATEMENT EXECUTE FUNCTION refuse_money_change();

-- As before, and: a month of which the default partition holds rows already stays there instead of stopping those after it; two
-- processes may ask at once; who waits for a lock makes others wait behind it, so it gives up soon and is asked again.
CREATE OR REPLACE FUNCTION make_transfer_partitions(first timestamptz, last timestamptz) RETURNS int LANGUAGE plpgsql
SET lock_timeout = '1s' AS $$
DECLARE
    month timestamp := date_trunc('month', first AT TIME ZONE 'UTC');
    low   timestamptz;
    high  timestamptz;
    name  text;
    made  int := 0;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('coinstage/partitions', 0));
    WHILE month <= last AT TIME ZONE 'UTC' LOOP
        low := month AT TIME ZONE 'UTC';
        high := (month + interval '1 month') AT TIME ZONE 'UTC';
        name := 'transfer_' || to_char(month, 'YYYY_MM');
        IF to_regclass(name) IS NULL
           AND NOT EXISTS (SELECT FROM transfer_default WHERE committed_at >= low AND committed_at < high) THEN
            EXECUTE format('CREATE TABLE %I PARTITION OF transfer FOR VALUES FROM (%L) TO (%L)', name, low, high);
            EXECUTE format('CREATE TRIGGER insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON %I FOR EACH STATEMENT '
                           || 'EXECUTE FUNCTION refuse_money_change()', name);
            made := made + 1;
        END IF;
        month := month + interval '1 month';
    END LOOP;
    RETURN made;
END $$;
