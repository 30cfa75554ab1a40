package dev.coinstage.payout.payout.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** What fraud-service says about a payout. */
public sealed interface Decision {

    /** Not asked yet, or to be asked anew. */
    record None() implements Decision {}

    /** @param at when fraud-service decided */
    record Made(UUID id, Outcome outcome, Instant at) implements Decision {

        /** Whether a payout may be submitted on it, as far as its age goes. */
        public boolean isFresh(Instant now, Duration oldest) {
            return !at.plus(oldest).isBefore(now);
        }
    }

    enum Outcome {
        ALLOW,
        CHALLENGE,
        REVIEW,
        BLOCK
    }
}
