package dev.coinstage.sandbox.payouts;

import java.util.List;

/** What the provider did since its data folder was made, by currency. */
record Totals(List<Total> items) {

    /**
     * @param accepted every payout that was taken over, whatever became of it
     * @param paid every payout that reached the bank account, also when it was returned later
     * @param returned with what came back, not with what was paid
     * @param rejected refused at once, or failed after it was accepted
     */
    record Total(String currency, Sum accepted, Sum paid, Sum returned, Sum rejected) {}

    record Sum(long count, long amountMinor) {

        static final Sum NOTHING = new Sum(0, 0);

        Sum plus(long minor) {
            return new Sum(Math.addExact(count, 1), Math.addExact(amountMinor, minor));
        }
    }
}
