package dev.coinstage.wallet.ledger.domain;

/** Why units moved. The numbers are stored and never reused. */
public enum TransferCode {
    /** Coins credited for a verified purchase: issuance to viewer. */
    COIN_PURCHASE(10, false),
    /** Money of that purchase: store clearing to coin sales. */
    COIN_SALE(11, false),
    /** Coins of a gift: viewer to gift clearing. */
    GIFT_COINS(20, false),
    /** Diamonds of a gift: issuance to creator. */
    GIFT_DIAMONDS(21, false),
    /** Coins reserved for an order that is paid at once or never, such as a cart: viewer to promote revenue. */
    COIN_ORDER(29, true),
    /** Coins of a promote campaign's budget: viewer to promote revenue. */
    CAMPAIGN_BUDGET(30, false),
    /** Diamonds of a promote campaign's budget: creator to promote revenue. */
    REINVESTMENT(31, false),
    /** Diamonds of a payout: creator to payout clearing. */
    PAYOUT(40, false),
    /** Diamonds of a payout that came back: payout clearing to creator. */
    PAYOUT_RETURN(41, false),
    /** Money of a payout: creators' payouts to payout provider. */
    PAYOUT_MONEY(42, false),
    /** Money of a payout that came back: payout provider to creators' payouts. */
    PAYOUT_MONEY_RETURN(43, false),
    /** Diamonds of tainted gifts: creator, or what the creator now owes, to the recovery of the dispute. */
    CLAWBACK(50, false),
    /** What came in since pays a debt: a user's own account to the receivable. */
    DEBT_NETTING(51, false),
    /** What the card provider takes for a dispute: chargeback costs to card clearing. */
    CHARGEBACK_FEE(52, false);

    private final short number;
    private final boolean mayExpire;

    TransferCode(int number, boolean mayExpire) {
        this.number = (short) number;
        this.mayExpire = mayExpire;
    }

    public short number() {
        return number;
    }

    /** Whether a hold may run out of time. Reserves never do: one that expired while a payout's outcome is unknown would fund a second. */
    public boolean mayExpire() {
        return mayExpire;
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
