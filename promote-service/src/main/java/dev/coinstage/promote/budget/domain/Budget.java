package dev.coinstage.promote.budget.domain;

import dev.coinstage.promote.quantity.Coins;
import dev.coinstage.promote.quantity.Micros;

/**
 * Where each micro-coin of a campaign's hold is. The parts are always the whole:
 * {@code held = captured + billed + reserved + leased + unleased + refunded}.
 *
 * @param held what the wallet set aside, whole coins
 * @param captured what the wallet was told to take for good, whole coins
 * @param billed by notices, and not captured yet
 * @param reserved for impressions whose notice is still good
 * @param leased to a process, and free there
 * @param unleased free for the next lease
 * @param refunded given back, whole coins
 * @throws IllegalArgumentException when the parts are not the whole, or coins are not whole where they must be
 */
public record Budget(
        Micros held, Micros captured, Micros billed, Micros reserved, Micros leased, Micros unleased, Micros refunded) {

    public Budget {
        var parts =
                captured.plus(billed).plus(reserved).plus(leased).plus(unleased).plus(refunded);
        if (!parts.equals(held)) {
            throw new IllegalArgumentException("of " + held + " held, " + parts + " are accounted for");
        }
        requireWhole(held);
        requireWhole(captured);
        requireWhole(refunded);
    }

    private static void requireWhole(Micros amount) {
        if (!amount.wholeCoins().micros().equals(amount)) {
            throw new IllegalArgumentException("the wallet moves whole coins, not " + amount);
        }
    }

    /** Coins that may be captured: the full ones among what is billed. The fraction waits for more, or is forgiven. */
    public Coins capturable() {
        return billed.wholeCoins();
    }

    /** True when no impression of that price is left, whatever becomes of those that are promised. */
    public boolean exhausted(Micros price) {
        return held.minus(captured).minus(billed).minus(refunded).compareTo(price) < 0;
    }

    /** True when nothing is promised or lent any more: what is billed now is all that will ever be. */
    public boolean quiet() {
        return reserved.isNone() && leased.isNone();
    }

    /** What goes back: the hold less what was captured. Whole, since both are; a billed fraction is forgiven with it. */
    public Coins refund() {
        return held.minus(captured).minus(refunded).wholeCoins();
    }
}
