package dev.coinstage.sandbox.payouts;

import java.time.Instant;

/**
 * What is told to the platform.
 *
 * @param id of the event; the same with every try
 * @param createdAt by the provider's clock
 * @param data the payout as of this event
 */
record Webhook(String id, String type, Instant createdAt, Payout data) {}
