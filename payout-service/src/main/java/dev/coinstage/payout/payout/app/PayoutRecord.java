package dev.coinstage.payout.payout.app;

import dev.coinstage.payout.method.Methods;
import dev.coinstage.payout.payout.domain.Payout;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A payout as it is stored.
 *
 * @param hold the wallet's transfer that holds the diamonds; empty until it does
 * @param decisions how often fraud-service has decided
 * @param tries steps in vain since it last moved
 */
public record PayoutRecord(
        UUID id,
        UUID creator,
        UUID quote,
        Target to,
        Payout payout,
        Optional<UUID> hold,
        int decisions,
        Optional<Attempt> attempt,
        Instant createdAt,
        Instant updatedAt,
        int tries) {

    /**
     * Where it goes, as it was when the payout was requested.
     *
     * @param destination IBAN or token; never shown whole
     * @param fingerprint SHA-256 of the destination
     */
    public record Target(UUID method, String destination, String fingerprint, Instant methodAddedAt) {

        static Target of(Methods.Known method) {
            return new Target(
                    method.id(),
                    method.destination().value(),
                    method.destination().fingerprint(),
                    method.addedAt());
        }

        /** ISO 3166 country of the bank; empty where a token stands for the account. */
        public Optional<String> region() {
            return destination.startsWith("tok_") ? Optional.empty() : Optional.of(destination.substring(0, 2));
        }

        /** For logs: without the account. */
        @Override
        public String toString() {
            return "method " + method;
        }
    }

    /**
     * The one attempt of a payout.
     *
     * @param key of the provider's call
     * @param reference end-to-end id
     * @param sentAt when the provider was last called
     */
    public record Attempt(int number, UUID key, String reference, UUID decision, Optional<Instant> sentAt) {}
}
