package dev.coinstage.sandbox.cards;

/** What becomes of a card: the numbers that Stripe documents for tests. */
enum CardNumber {
    GOOD("4242424242424242"),
    DECLINED("4000000000000002"),
    /** Pays, and its holder will say that it was stolen. */
    STOLEN("4000000000000259"),
    UNKNOWN("");

    private final String number;

    CardNumber(String number) {
        this.number = number;
    }

    static CardNumber of(String number) {
        for (var card : values()) {
            if (card != UNKNOWN && card.number.equals(number)) {
                return card;
            }
        }
        return UNKNOWN;
    }
}
