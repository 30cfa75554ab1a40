package dev.coinstage.wallet.ledger.domain;

/** What a transfer does to the balances of its accounts. The numbers are stored and never reused. */
public enum TransferKind {
    /** Moves units. */
    TRANSFER(0),
    /** Sets units of the debited account aside for the credited one. */
    HOLD(1),
    /** Moves units that a hold set aside. */
    CAPTURE(2),
    /** Gives back what a hold set aside. */
    VOID(3),
    /** Gives it back because its time was over. */
    EXPIRY(4),
    /** Moves the units of an earlier transfer back. */
    REVERSAL(5);

    private final short number;

    TransferKind(int number) {
        this.number = (short) number;
    }

    public short number() {
        return number;
    }

    /** Whether units changed accounts: a hold and its release only set them aside and free them. */
    public boolean posts() {
        return this == TRANSFER || this == CAPTURE || this == REVERSAL;
    }

    /** @throws IllegalArgumentException for a number that was never assigned */
    public static TransferKind of(int number) {
        for (var kind : values()) {
            if (kind.number == number) {
                return kind;
            }
        }
        throw new IllegalArgumentException("no kind of transfer " + number);
    }
}
