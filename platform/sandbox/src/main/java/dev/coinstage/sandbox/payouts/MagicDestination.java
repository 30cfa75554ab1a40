package dev.coinstage.sandbox.payouts;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What becomes of a payout, told by the last four characters of its destination. Any other ending succeeds. */
enum MagicDestination {
    SUCCEEDS("0001"),
    REJECTED_AT_ONCE("0002"),
    REJECTED_LATER("0003"),
    DELAYED("0004"),
    DROPPED_AFTER_ACCEPTING("0005"),
    DROPPED_BEFORE_ACCEPTING_ONCE("0006"),
    DROPPED_BEFORE_ACCEPTING_ALWAYS("0007"),
    RETURNED_DAYS_LATER("0008"),
    WEBHOOKS_TWICE_AND_OUT_OF_ORDER("0009");

    static final Duration RETURNED_AFTER = Duration.ofDays(3);

    /** What the receiving bank keeps of a returned payout, in minor units; half of a payout that is not worth twice that. */
    private static final long BANK_FEE_MINOR = 500;

    private final String ending;

    MagicDestination(String ending) {
        this.ending = ending;
    }

    static MagicDestination of(String destination) {
        for (var magic : values()) {
            if (destination.endsWith(magic.ending)) {
                return magic;
            }
        }
        return SUCCEEDS;
    }

    /**
     * The states that follow acceptance.
     *
     * @param step from one to the next
     * @param delay of a delayed one
     */
    List<Planned> plan(long amountMinor, Duration step, Duration delay) {
        if (this == REJECTED_LATER) {
            return List.of(new Planned(step, Status.FAILED, 0));
        }
        var first = this == DELAYED ? delay : step;
        var paid = first.plus(step);
        var plan = new ArrayList<>(List.of(new Planned(first, Status.SENT, 0), new Planned(paid, Status.PAID, 0)));
        if (this == RETURNED_DAYS_LATER) {
            var fee = Math.min(BANK_FEE_MINOR, amountMinor / 2);
            plan.add(new Planned(paid.plus(RETURNED_AFTER), Status.RETURNED, amountMinor - fee));
        }
        return plan;
    }

    /**
     * A state to come.
     *
     * @param after acceptance, by the provider's clock
     * @param returnedMinor what comes back; 0 unless returned
     */
    record Planned(Duration after, Status status, long returnedMinor) {}
}
