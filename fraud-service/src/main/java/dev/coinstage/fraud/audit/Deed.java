package dev.coinstage.fraud.audit;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * What a person did.
 *
 * @param role by which they could
 * @param action such as {@code case.decided}
 * @param subject id of what it was done to
 * @param detail what changed; no personal data
 */
public record Deed(Instant at, UUID actor, String role, String action, UUID subject, Map<String, String> detail) {}
