package dev.coinstage.fraud.dispute.domain;

import java.time.Instant;
import java.util.UUID;

/**
 * A purchase whose money the card's bank has taken back.
 *
 * @param amountMinor in the smallest unit of the currency
 * @param reason the card scheme's, as the provider told it
 * @param respondBy until when it may be contested
 */
public record Dispute(
        UUID id,
        UUID purchaseId,
        UUID userId,
        long coins,
        String currency,
        long amountMinor,
        String reason,
        UUID caseId,
        Instant openedAt,
        Instant respondBy) {}
