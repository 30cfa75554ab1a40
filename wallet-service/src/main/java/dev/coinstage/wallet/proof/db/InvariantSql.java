package dev.coinstage.wallet.proof.db;

/**
 * What must always hold, as one statement. Looked at are the postings after {@code $1} to the last one {@code $2}, the commits
 * after {@code $3} to the last one {@code $4}; {@code $5} are the kinds of accounts with lots. The bounds are given and not
 * selected here, because the planner reads whole tables where it cannot see that a bound is near the end. It costs the same at a hundred thousand transfers as at ten million:
 *
 * <ul>
 *   <li>{@code assets.balance}, {@code balance.below.limit} and {@code pending.negative} read every account once, together (about
 *       0.3 s a million), and no transfer;
 *   <li>{@code totals.equal.transfers}, {@code lots.equal.balance}, {@code issuance.equals.lots} and {@code orphans} look at the
 *       transfers of the newest postings and at their accounts, by primary keys: a fault shows while it is new. Older rows are for
 *       the replay, which reads all;
 *   <li>{@code head.without.gaps} counts the newest postings and commits, by primary keys;
 *   <li>{@code transfers.outside.partitions} counts the default partition, up to 10,000.
 * </ul>
 */
final class InvariantSql {

    private static final String ROWS = """
            WITH recent AS MATERIALIZED (SELECT * FROM transfer WHERE posting_seq > $1),
            sides AS (
                SELECT debit_account AS id, posting_seq, ordinal, debit_balance AS balance, coalesce(debit_held, 0) AS held FROM recent
                UNION ALL
                SELECT credit_account, posting_seq, ordinal, credit_balance, coalesce(credit_held, 0) FROM recent),
            newest AS MATERIALIZED (
                SELECT DISTINCT ON (id) id, balance, held FROM sides ORDER BY id, posting_seq DESC, ordinal DESC),
            books AS MATERIALIZED (
                SELECT asset, sum(debits_posted) AS debits, sum(credits_posted) AS credits,
                       count(*) FILTER (WHERE NOT may_go_negative AND credits_posted < debits_posted + debits_pending) AS below,
                       count(*) FILTER (WHERE debits_pending < 0 OR credits_pending < 0) AS negative
                  FROM account GROUP BY asset)""";

    private static final String COUNTS = """

            SELECT 'assets.balance', count(*) FROM books WHERE debits <> credits
            UNION ALL SELECT 'balance.below.limit', coalesce(sum(below), 0)::bigint FROM books
            UNION ALL SELECT 'pending.negative', coalesce(sum(negative), 0)::bigint FROM books
            UNION ALL SELECT 'totals.equal.transfers', count(*) FROM newest n JOIN account a USING (id)
                       WHERE a.credits_posted - a.debits_posted <> n.balance OR a.debits_pending <> n.held
            UNION ALL SELECT 'lots.equal.balance', count(*) FROM newest n JOIN account a USING (id)
                       WHERE a.kind = ANY($5) AND a.credits_posted - a.debits_posted - a.debits_pending <> a.lot_left
                             + (SELECT coalesce(sum(l.waiting), 0) FROM lot l WHERE l.account = a.id AND l.waiting > 0)
            UNION ALL SELECT 'issuance.equals.lots', count(*) FROM recent t JOIN account a ON a.id = t.credit_account
                       WHERE a.kind = ANY($5) AND t.kind = 0 AND NOT EXISTS (
                             SELECT FROM lot l WHERE l.account = a.id AND l.parent IS NULL AND l.coins = t.amount
                                                 AND l.issued_at = t.committed_at)
            UNION ALL SELECT 'orphans', count(*) FROM recent t
                       WHERE NOT EXISTS (SELECT FROM posting p WHERE p.seq = t.posting_seq)
                          OR NOT EXISTS (SELECT FROM account a WHERE a.id = t.debit_account)
                          OR NOT EXISTS (SELECT FROM account a WHERE a.id = t.credit_account)
            UNION ALL SELECT 'head.without.gaps',
                             $2::bigint - $1 - (SELECT count(*) FROM posting WHERE seq > $1 AND seq <= $2)
                             + (SELECT count(*) FROM posting WHERE seq > $2)
                             + $4::bigint - $3 - (SELECT count(*) FROM posting_batch WHERE commit_seq > $3 AND commit_seq <= $4)
                             + (SELECT count(*) FROM posting_batch WHERE commit_seq > $4)
            UNION ALL SELECT 'transfers.outside.partitions', count(*) FROM (SELECT FROM transfer_default LIMIT 10000) outside""";

    static final String VIOLATIONS = ROWS + COUNTS;

    private InvariantSql() {}
}
