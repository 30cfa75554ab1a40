package dev.coinstage.local.books;

import java.util.List;
import java.util.Map;

/**
 * The columns of four databases that the chain's rules read, without a single constraint: a campaign that is settled and one that runs, a
 * payout that arrived and one of which half came back, a card purchase, and a viewer who is restricted.
 */
final class PlainChain {

    /** What providers say when all is right. */
    static final ChainBooks.Statements STATEMENTS = new ChainBooks.Statements("USD", 739, 225);

    private static final List<String> WAITING = List.of(
            "CREATE TABLE parked_event (effect text, why text, replayed_at timestamptz)",
            "CREATE TABLE outgoing_command (action text, subject text, state text, why text, issued_at timestamptz)",
            "INSERT INTO parked_event VALUES ('of-long-ago', 'mended', now())",
            "INSERT INTO outgoing_command VALUES ('done', 'x', 'DONE', NULL, now() - interval '1 day'), "
                    + "('under-way', 'y', 'PENDING', NULL, now())");

    private static final Map<String, List<String>> TABLES = Map.of(
            "wallet",
            List.of(
                    "CREATE TABLE transfer_code (code smallint, name text)",
                    "CREATE TABLE transfer (kind smallint, amount bigint, code smallint)",
                    "CREATE TABLE hold (code smallint, amount bigint, captured bigint, released bigint)",
                    "CREATE TABLE account (kind text, asset text, debits_posted bigint, credits_posted bigint, frozen boolean)",
                    "INSERT INTO transfer_code VALUES (30, 'CAMPAIGN_BUDGET'), (40, 'PAYOUT')",
                    "INSERT INTO transfer VALUES (1, 200, 30), (2, 3, 30), (1, 100, 30), (2, 1, 30), (2, 400, 40)",
                    "INSERT INTO hold VALUES (30, 200, 3, 197), (30, 100, 1, 0), (40, 400, 0, 0)",
                    "INSERT INTO account VALUES ('PAYOUT_CLEARING', 'DIAMOND', 200, 800, false), "
                            + "('PAYOUT_PROVIDER', 'USD', 75, 300, false), ('PAYOUT_PROVIDER', 'EUR', 0, 7, false), "
                            + "('CARD_CLEARING', 'USD', 739, 0, false), ('VIEWER_COINS', 'COIN', 0, 5, true), "
                            + "('VIEWER_COINS', 'COIN', 0, 5, false)"),
            "promote",
            List.of(
                    "CREATE TABLE budget_broken (campaign text)",
                    "CREATE TABLE budget (held bigint, captured bigint, refunded bigint, settled_at timestamptz, hold_gone boolean)",
                    "INSERT INTO budget VALUES (200000000, 3000000, 197000000, now(), false), (100000000, 1000000, 0, NULL, false)"),
            "payout",
            List.of(
                    "CREATE TABLE payout (diamonds bigint, net_minor bigint, returned_minor bigint, funds text)",
                    "INSERT INTO payout VALUES (400, 150, 0, 'SETTLED'), (400, 150, 75, 'RETURNED'), (400, 150, 0, 'HELD')"),
            "fraud",
            List.of(
                    "CREATE TABLE restriction (user_id text, kind text, lifted_at timestamptz)",
                    "INSERT INTO restriction VALUES ('tess', 'SPENDING', NULL), ('tess', 'SPENDING', NULL), ('nico', 'PAYOUT', NULL), "
                            + "('vera', 'SPENDING', now())"));

    private PlainChain() {}

    /** Statements that fill that service's empty database. */
    static List<String> of(String service) {
        return java.util.stream.Stream.concat(TABLES.get(service).stream(), WAITING.stream())
                .toList();
    }
}
