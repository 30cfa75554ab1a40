package dev.coinstage.local.books;

/** The columns of the wallet's ledger that the rules read, without a single constraint, and one purchase and one gift. */
final class PlainLedger {

    static final String[] TABLES = {
        "CREATE TABLE ledger_head (commit_seq bigint, posting_seq bigint)",
        "CREATE TABLE account (id uuid, owner text, kind text, asset text, debits_posted bigint, credits_posted bigint, "
                + "debits_pending bigint, credits_pending bigint, may_go_negative boolean, lot_current uuid, lot_left bigint)",
        "CREATE TABLE posting_batch (commit_seq bigint)",
        "CREATE TABLE posting (seq bigint, id uuid, kind text, detail jsonb)",
        "CREATE TABLE transfer_code (code smallint, name text)",
        "CREATE TABLE transfer (posting_seq bigint, ordinal smallint, debit_account uuid, credit_account uuid, amount bigint, code smallint, kind smallint)",
        "CREATE TABLE lot (id uuid, account uuid, store text, store_reference text, currency text, price_minor bigint, coins bigint, waiting bigint, parent uuid)",
        "CREATE TABLE hold (debit_account uuid, amount bigint, captured bigint, released bigint)",
        "CREATE TABLE booked_claim (namespace text, value text, posting uuid)",
        "CREATE TABLE gift_item (id text, version int, coins bigint, diamonds bigint)",
        "CREATE VIEW lot_balance AS SELECT l.id, l.account, l.coins, "
                + "l.waiting + CASE WHEN a.lot_current = l.id THEN a.lot_left ELSE 0 END AS remaining "
                + "FROM lot l JOIN account a ON a.id = l.account"
    };

    static final String[] ROWS = {
        "INSERT INTO transfer_code VALUES (10, 'COIN_PURCHASE'), (11, 'COIN_SALE'), (20, 'GIFT_COINS'), (21, 'GIFT_DIAMONDS')",
        "INSERT INTO ledger_head VALUES (2, 2)",
        "INSERT INTO posting_batch VALUES (1), (2)",
        "INSERT INTO posting VALUES (1, '" + id(91) + "', 'purchase', '{}'), (2, '" + id(92)
                + "', 'gift', '{\"giftId\": \"heart\", \"version\": 1, \"quantity\": 3}')",
        "INSERT INTO gift_item VALUES ('heart', 1, 10, 5), ('heart', 2, 12, 6)",
        "INSERT INTO account VALUES "
                + account(1, "VIEWER_COINS", "COIN", 30, 100, false) + ", "
                + account(2, "COIN_ISSUANCE", "COIN", 100, 0, true) + ", "
                + account(3, "GIFT_CLEARING", "COIN", 0, 30, false) + ", "
                + account(4, "DIAMOND_ISSUANCE", "DIAMOND", 15, 0, true) + ", "
                + account(5, "CREATOR_DIAMONDS", "DIAMOND", 0, 15, false) + ", "
                + account(6, "STORE_CLEARING", "USD", 129, 0, true) + ", "
                + account(7, "COIN_SALES", "USD", 0, 129, false),
        "UPDATE account SET lot_current = '" + id(80) + "', lot_left = 70 WHERE kind = 'VIEWER_COINS'",
        "INSERT INTO lot VALUES ('" + id(80) + "', '" + id(1) + "', 'APP_STORE', 'store-1', 'USD', 129, 100, 0, NULL)",
        "INSERT INTO booked_claim VALUES ('APP_STORE', 'store-1', '" + id(91) + "')",
        "INSERT INTO transfer VALUES " + transfer(1, 2, 1, 100, 10) + ", " + transfer(1, 6, 7, 129, 11) + ", "
                + transfer(2, 1, 3, 30, 20) + ", " + transfer(2, 4, 5, 15, 21)
    };

    private PlainLedger() {}

    private static String account(int id, String kind, String asset, long debits, long credits, boolean mayGoNegative) {
        return "('" + id(id) + "', 'someone', '" + kind + "', '" + asset + "', " + debits + ", " + credits + ", 0, 0, "
                + mayGoNegative + ", NULL, 0)";
    }

    private static String transfer(int posting, int debit, int credit, long amount, int code) {
        return "(" + posting + ", " + code % 10 + ", '" + id(debit) + "', '" + id(credit) + "', " + amount + ", " + code
                + ", 0)";
    }

    private static String id(int number) {
        return "00000000-0000-7000-8000-" + String.format("%012d", number);
    }
}
