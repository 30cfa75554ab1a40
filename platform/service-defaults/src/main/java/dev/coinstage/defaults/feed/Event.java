package dev.coinstage.defaults.feed;

import java.time.Instant;
import java.util.UUID;

/**
 * A fact for the other services.
 *
 * @param id UUIDv7; a second event of that id fails its transaction
 * @param type what happened, in lower case, after the service's name: {@code payout.completed}
 * @param subject id of what it is about
 * @param time when it happened
 * @param data what the application's ObjectMapper makes a JSON object of; no personal data
 */
public record Event(UUID id, String type, String subject, Instant time, Object data) {}
