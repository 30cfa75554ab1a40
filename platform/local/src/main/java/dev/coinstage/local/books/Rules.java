package dev.coinstage.local.books;

import java.util.List;

/** The invariants of double entry and of coins, gifts and lots, each from the rows themselves. */
final class Rules {

    private static final Rule BALANCED = new Rule("per asset, debits equal credits", """
            SELECT asset || ': debits ' || sum(debits_posted) || ', credits ' || sum(credits_posted)
              FROM account GROUP BY asset HAVING sum(debits_posted) <> sum(credits_posted)""");

    private static final Rule ONE_ASSET = new Rule("every transfer stays within one asset", """
            SELECT 'transfer ' || t.posting_seq || '/' || t.ordinal || ' from ' || d.asset || ' to ' || c.asset
              FROM transfer t JOIN account d ON d.id = t.debit_account JOIN account c ON c.id = t.credit_account
             WHERE d.asset <> c.asset""");

    private static final Rule TOTALS = new Rule("each account's totals equal the sums of its transfers", """
            WITH side AS (
                SELECT debit_account AS account, kind, amount AS debit, 0 AS credit FROM transfer
                UNION ALL SELECT credit_account, kind, 0, amount FROM transfer),
            moved AS (
                SELECT account, coalesce(sum(debit) FILTER (WHERE kind IN (0, 2, 5)), 0) AS debits,
                       coalesce(sum(credit) FILTER (WHERE kind IN (0, 2, 5)), 0) AS credits,
                       coalesce(sum(CASE kind WHEN 1 THEN debit ELSE -debit END) FILTER (WHERE kind IN (1, 2, 3, 4)), 0) AS held,
                       coalesce(sum(CASE kind WHEN 1 THEN credit ELSE -credit END) FILTER (WHERE kind IN (1, 2, 3, 4)), 0) AS promised
                  FROM side GROUP BY account)
            SELECT 'account ' || a.id || ': ' || a.debits_posted || ' and ' || a.credits_posted || ', held ' || a.debits_pending
                   || ' and ' || a.credits_pending || ', its transfers ' || coalesce(m.debits, 0) || ' and '
                   || coalesce(m.credits, 0) || ', held ' || coalesce(m.held, 0) || ' and ' || coalesce(m.promised, 0)
              FROM account a LEFT JOIN moved m ON m.account = a.id
             WHERE a.debits_posted <> coalesce(m.debits, 0) OR a.credits_posted <> coalesce(m.credits, 0)
                OR a.debits_pending <> coalesce(m.held, 0) OR a.credits_pending <> coalesce(m.promised, 0)""");

    private static final Rule NOT_NEGATIVE =
            new Rule("no balance is below its limit, nothing pending is negative", """
            SELECT 'account ' || id || ' (' || kind || '): ' || (credits_posted - debits_posted - debits_pending)
              FROM account
             WHERE NOT may_go_negative AND credits_posted < debits_posted + debits_pending
                OR debits_pending < 0 OR credits_pending < 0""");

    private static final Rule ISSUED =
            new Rule("coins issued equal the coins of lots, and each lot is a purchase verified once", """
            SELECT 'account ' || coalesce(i.account, l.account) || ': issued ' || coalesce(i.coins, 0) || ', lots '
                   || coalesce(l.coins, 0)
              FROM (SELECT credit_account AS account, sum(amount) AS coins FROM transfer t JOIN transfer_code c USING (code)
                     WHERE c.name = 'COIN_PURCHASE' AND t.kind = 0 GROUP BY credit_account) AS i
              FULL JOIN (SELECT account, sum(coins) AS coins FROM lot WHERE parent IS NULL GROUP BY account) AS l
                ON l.account = i.account
             WHERE coalesce(i.coins, 0) <> coalesce(l.coins, 0)
            UNION ALL
            SELECT 'store transaction ' || coalesce(l.store_reference, b.value) || ': lots ' || count(l.id) || ', claims '
                   || count(b.posting)
              FROM (SELECT * FROM lot WHERE parent IS NULL) l
              FULL JOIN booked_claim b ON b.namespace = l.store AND b.value = l.store_reference
             GROUP BY coalesce(l.store_reference, b.value) HAVING count(l.id) <> 1 OR count(b.posting) <> 1
            UNION ALL
            SELECT 'issuance: ' || sum(a.debits_posted - a.credits_posted) || ', purchases less reversals '
                   || (SELECT coalesce(sum(CASE kind WHEN 0 THEN amount ELSE -amount END), 0) FROM transfer
                         JOIN transfer_code USING (code) WHERE name = 'COIN_PURCHASE')
              FROM account a WHERE a.kind = 'COIN_ISSUANCE'
            HAVING sum(a.debits_posted - a.credits_posted)
                   <> (SELECT coalesce(sum(CASE kind WHEN 0 THEN amount ELSE -amount END), 0) FROM transfer
                         JOIN transfer_code USING (code) WHERE name = 'COIN_PURCHASE')""");

    private static final Rule SOLD = new Rule("money of coin sales equals the prices of the lots, per currency", """
            SELECT coalesce(m.currency, l.currency) || ': booked ' || coalesce(m.amount, 0) || ', lots ' || coalesce(l.amount, 0)
              FROM (SELECT a.asset AS currency, sum(t.amount) AS amount FROM transfer t JOIN transfer_code c USING (code)
                      JOIN account a ON a.id = t.credit_account
                     WHERE c.name = 'COIN_SALE' AND t.kind = 0 GROUP BY a.asset) AS m
              FULL JOIN (SELECT currency, sum(price_minor) AS amount FROM lot WHERE parent IS NULL GROUP BY currency) AS l
                ON l.currency = m.currency
             WHERE coalesce(m.amount, 0) <> coalesce(l.amount, 0)""");

    private static final Rule LOTS =
            new Rule("what is left of an account's lots equals its balance less what is held", """
            SELECT 'account ' || a.id || ': balance ' || (a.credits_posted - a.debits_posted) || ', held ' || a.debits_pending
                   || ', lots ' || coalesce(sum(b.remaining), 0)
              FROM account a LEFT JOIN lot_balance b ON b.account = a.id
             WHERE a.kind = 'VIEWER_COINS'
             GROUP BY a.id, a.credits_posted, a.debits_posted, a.debits_pending
            HAVING a.credits_posted - a.debits_posted - a.debits_pending <> coalesce(sum(b.remaining), 0)""");

    private static final Rule HELD = new Rule(
            "viewers have, less what they owe, what was issued less what was gifted and what paid for reach", """
            SELECT 'viewers ' || had || ', issued ' || issued || ', spent ' || spent
              FROM (SELECT coalesce(sum(credits_posted - debits_posted), 0) AS had FROM account
                     WHERE kind IN ('VIEWER_COINS', 'VIEWER_RECEIVABLE')),
                   (SELECT coalesce(sum(CASE kind WHEN 5 THEN -amount ELSE amount END), 0) AS issued FROM transfer
                      JOIN transfer_code USING (code) WHERE kind IN (0, 2, 5) AND name = 'COIN_PURCHASE'),
                   (SELECT coalesce(sum(CASE kind WHEN 5 THEN -amount ELSE amount END), 0) AS spent FROM transfer
                      JOIN transfer_code USING (code)
                     WHERE kind IN (0, 2, 5) AND name IN ('GIFT_COINS', 'COIN_ORDER', 'CAMPAIGN_BUDGET'))
             WHERE had <> issued - spent""");

    private static final Rule HOLDS = new Rule("what is held is what the open holds have left", """
            SELECT 'account ' || a.id || ': held ' || a.debits_pending || ', its holds ' || coalesce(h.rest, 0)
              FROM account a
              LEFT JOIN (SELECT debit_account, sum(amount - captured - released) AS rest FROM hold GROUP BY debit_account) h
                ON h.debit_account = a.id
             WHERE a.debits_pending <> coalesce(h.rest, 0)""");

    private static final Rule LINKED =
            new Rule("each gift's coins and diamonds were posted together, as the catalogue prices them", """
            SELECT 'posting ' || g.seq || ': ' || g.coins || ' coins, ' || g.diamonds || ' diamonds, catalogue '
                   || coalesce((c.coins * g.quantity)::text, 'unknown') || ' and '
                   || coalesce((c.diamonds * g.quantity)::text, 'unknown')
              FROM (SELECT p.seq, p.detail ->> 'giftId' AS gift, (p.detail ->> 'version')::int AS version,
                           (p.detail ->> 'quantity')::bigint AS quantity,
                           coalesce(sum(t.amount) FILTER (WHERE k.name = 'GIFT_COINS'), 0) AS coins,
                           coalesce(sum(t.amount) FILTER (WHERE k.name = 'GIFT_DIAMONDS'), 0) AS diamonds
                      FROM posting p JOIN transfer t ON t.posting_seq = p.seq JOIN transfer_code k USING (code)
                     WHERE k.name IN ('GIFT_COINS', 'GIFT_DIAMONDS') AND t.kind = 0 GROUP BY p.seq, p.detail) AS g
              LEFT JOIN gift_item c ON c.id = g.gift AND c.version = g.version
             WHERE c.id IS NULL OR g.coins <> c.coins * g.quantity OR g.diamonds <> c.diamonds * g.quantity""");

    private static final Rule GAPLESS = new Rule("the commit order has no gap and ends at the ledger's head", """
            SELECT 'head ' || h.posting_seq || ' and ' || h.commit_seq || ', postings ' || p.n || ' up to ' || p.last
                   || ', commits up to ' || b.last
              FROM ledger_head h,
                   (SELECT count(*) AS n, coalesce(max(seq), 0) AS last FROM posting) AS p,
                   (SELECT coalesce(max(commit_seq), 0) AS last FROM posting_batch) AS b
             WHERE h.posting_seq <> p.last OR p.n <> p.last OR h.commit_seq <> b.last""");

    private Rules() {}

    static List<Rule> all() {
        return List.of(BALANCED, ONE_ASSET, TOTALS, NOT_NEGATIVE, ISSUED, SOLD, LOTS, HELD, HOLDS, LINKED, GAPLESS);
    }
}
