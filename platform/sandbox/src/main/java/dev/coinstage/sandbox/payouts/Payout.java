package dev.coinstage.sandbox.payouts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;

/**
 * A payout that was accepted, as callers see it.
 *
 * @param returnedMinor what came back; absent unless returned
 * @param failure why it failed; absent unless it did
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Payout(
        String id,
        String reference,
        Long amountMinor,
        String currency,
        String destination,
        Status status,
        Instant acceptedAt,
        Long returnedMinor,
        String failure) {

    static final String LATE_FAILURE = "account_not_found";

    static Payout accepted(String id, PayoutRequest request, Instant at) {
        return new Payout(
                id,
                request.reference(),
                request.amountMinor(),
                request.currency(),
                request.destination(),
                Status.ACCEPTED,
                at,
                null,
                null);
    }

    Payout moved(Status next, long returned) {
        return new Payout(
                id,
                reference,
                amountMinor,
                currency,
                destination,
                next,
                acceptedAt,
                next == Status.RETURNED ? Long.valueOf(returned) : null,
                next == Status.FAILED ? LATE_FAILURE : null);
    }
}
