package dev.coinstage.sandbox.payouts;

import java.util.Locale;

/** Where a payout is at the provider. */
enum Status {
    ACCEPTED,
    SENT,
    PAID,
    FAILED,
    RETURNED;

    /** Type of the webhook that tells it. */
    String eventType() {
        return "payout." + name().toLowerCase(Locale.ROOT);
    }
}
