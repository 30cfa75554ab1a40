package dev.coinstage.promote.delivery.domain;

import dev.coinstage.promote.quantity.Micros;
import java.time.Instant;
import java.util.UUID;

/**
 * What an impression may be billed: signed by the service, carried by the client, brought back when it was seen.
 *
 * @param expiresAt to the millisecond; from then on it is late
 */
public record Notice(UUID campaign, UUID lease, UUID impression, Micros price, Instant expiresAt) {}
