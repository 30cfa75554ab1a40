package dev.coinstage.promote.delivery.domain;

import dev.coinstage.promote.quantity.Micros;

/** How much of a budget one process takes at a time. */
public final class Slices {

    /** So that a small budget is not all with one process while the others have nothing to show. */
    private static final long SHARE = 8;

    private Slices() {}

    /**
     * An eighth of what is not leased, {@code most} at most and one impression at least, in whole impressions: a rest below
     * a price would lie idle in the lease. None when not one impression is left.
     */
    public static Micros next(Micros unleased, Micros most, Micros price) {
        if (unleased.compareTo(price) < 0) {
            return Micros.NONE;
        }
        var wanted = Math.min(unleased.value() / SHARE, most.value());
        return price.times(Math.max(1, wanted / price.value()));
    }
}
