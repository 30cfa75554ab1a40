package dev.coinstage.wallet.ledger.domain;

/** Why units moved. The numbers are stored and never reused. */
public enum TransferCode {
    /** Coins credited for a verified purchase: issuance to viewer. */
    COIN_PURCHASE(10),
    /** Money of that purchase: store clearing to coin sales. */
    COIN_SALE(11),
    /** Coins of a gift: viewer to gift clearing. */
    GIFT_COINS(20),
    /** Diamonds of a gift: issuance to creator. */
    GIFT_DIAMONDS(21);

    private final short number;

    TransferCode(int number) {
        this.number = (short) number;
    }

    public short number() {
        return number;
    }

    /** @throws IllegalArgumentException for a number that was never assigned */
    public static TransferCode of(int number) {
        for (var code : values()) {
            if (code.number == number) {
                return code;
            }
        }
        throw new IllegalArgumentException("no transfer code " + number);
    }
}
