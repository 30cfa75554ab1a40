package dev.coinstage.defaults.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.UUID;

/**
 * A call to another service, as a row.
 *
 * @param id UUIDv7: the call's idempotency key
 * @param subject what it is about; commands of one subject go in the order of their issue
 * @param attempts this one counted in, 1 or more
 */
public record OutgoingCommand(
        UUID id, String action, String subject, JsonNode payload, int attempts, Instant issuedAt) {}
