package dev.coinstage.wallet.proof.db;

/** Every transfer against what the books say of it; {@code $1} are the kinds of accounts with lots, {@code $2} the limit. */
final class ReplaySql {

    /** Of a hold its transfer's, see {@code TransferId}: the posting's id, and the place in its last bits. */
    private static final String TRANSFER_ID =
            "encode(set_byte(uuid_send(p.id), 15, get_byte(uuid_send(p.id), 15) | (t.ordinal + 1)), 'hex')::uuid";

    private static final String TRANSFERS = """
            WITH sides AS (
                SELECT debit_account AS account,
                       sum(amount) FILTER (WHERE kind IN (0, 2, 5)) AS debits, 0 AS credits,
                       sum(CASE WHEN kind = 1 THEN amount ELSE -amount END) FILTER (WHERE kind IN (1, 2, 3, 4)) AS held_debits,
                       0 AS held_credits, 0 AS issued
                  FROM transfer GROUP BY debit_account
                UNION ALL
                SELECT credit_account, 0, sum(amount) FILTER (WHERE kind IN (0, 2, 5)), 0,
                       sum(CASE WHEN kind = 1 THEN amount ELSE -amount END) FILTER (WHERE kind IN (1, 2, 3, 4)),
                       sum(amount) FILTER (WHERE kind = 0)
                  FROM transfer GROUP BY credit_account),
            moved AS (
                SELECT account, sum(debits) AS debits, sum(credits) AS credits, sum(held_debits) AS held_debits,
                       sum(held_credits) AS held_credits, sum(issued) AS issued
                  FROM sides GROUP BY account),
            made AS (
                SELECT %s AS id, t.debit_account, t.amount
                  FROM transfer t JOIN posting p ON p.seq = t.posting_seq WHERE t.kind = 1),
            continued AS (
                SELECT relates_to AS id, min(debit_account::text)::uuid AS debit_account,
                       sum(amount) FILTER (WHERE kind = 2) AS captured, sum(amount) FILTER (WHERE kind IN (3, 4)) AS released
                  FROM transfer WHERE kind IN (2, 3, 4) GROUP BY relates_to),
            lots AS (
                SELECT account, sum(coins) FILTER (WHERE parent IS NULL) AS issued, sum(waiting) AS waiting
                  FROM lot GROUP BY account)""".formatted(TRANSFER_ID);

    private static final String DIFFERENCES = """

            SELECT account, what, coalesce(recorded, 0)::bigint, coalesce(replayed, 0)::bigint FROM (
                SELECT coalesce(a.id, m.account) AS account, v.* FROM account a FULL JOIN moved m ON m.account = a.id
                 CROSS JOIN LATERAL (VALUES ('DEBITS_POSTED', a.debits_posted, m.debits),
                                            ('CREDITS_POSTED', a.credits_posted, m.credits),
                                            ('DEBITS_PENDING', a.debits_pending, m.held_debits),
                                            ('CREDITS_PENDING', a.credits_pending, m.held_credits)) AS v(what, recorded, replayed)
                UNION ALL
                SELECT coalesce(h.debit_account, m.debit_account, c.debit_account), v.*
                  FROM hold h FULL JOIN made m ON m.id = h.id FULL JOIN continued c ON c.id = coalesce(h.id, m.id)
                 CROSS JOIN LATERAL (VALUES ('HOLD_AMOUNT', h.amount, m.amount), ('HOLD_CAPTURED', h.captured, c.captured),
                                            ('HOLD_RELEASED', h.released, c.released)) AS v(what, recorded, replayed)
                UNION ALL
                SELECT a.id, v.* FROM account a LEFT JOIN lots l ON l.account = a.id LEFT JOIN moved m ON m.account = a.id
                 CROSS JOIN LATERAL (VALUES ('LOTS_LEFT', coalesce(l.waiting, 0) + a.lot_left,
                                                          a.credits_posted - a.debits_posted - a.debits_pending),
                                            ('LOTS_ISSUED', l.issued, m.issued)) AS v(what, recorded, replayed)
                 WHERE a.kind = ANY($1)
                UNION ALL
                SELECT t.debit_account, 'POSTINGS', 0, count(*)
                  FROM transfer t WHERE NOT EXISTS (SELECT FROM posting p WHERE p.seq = t.posting_seq) GROUP BY t.debit_account
                ) compared
             WHERE coalesce(recorded, 0) <> coalesce(replayed, 0) LIMIT $2""";

    static final String REPLAY = TRANSFERS + DIFFERENCES;

    private ReplaySql() {}
}
