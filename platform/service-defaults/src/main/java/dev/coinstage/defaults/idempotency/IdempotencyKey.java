package dev.coinstage.defaults.idempotency;

import dev.coinstage.defaults.problem.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * The caller's name for one intent: a UUIDv7 (RFC 9562) that it makes before the first try and sends with every retry.
 *
 * <p>Keys older than {@link #OLDEST} are refused, so that stored outcomes can be dropped by time; keys from the future
 * beyond {@link #CLOCK_SKEW} too, since they would outlive that.
 */
public record IdempotencyKey(UUID value) {

    /** Header that carries the key. */
    public static final String HEADER = "Idempotency-Key";

    /** Header on the answer to a request that was answered before. */
    public static final String REPLAYED = "Idempotency-Replayed";

    public static final Duration OLDEST = Duration.ofDays(30);
    public static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

    /**
     * Reads the header.
     *
     * @throws dev.coinstage.defaults.problem.ProblemException 400 with IDEMPOTENCY_KEY_MISSING, _MALFORMED or _EXPIRED
     */
    public static IdempotencyKey parse(String header, Instant now) {
        if (header == null || header.isBlank()) {
            throw Problem.of(400, "IDEMPOTENCY_KEY_MISSING", "This operation needs the header " + HEADER + ".")
                    .exception();
        }
        var key = uuid(header);
        var age = Duration.between(madeAt(key), now);
        if (age.compareTo(OLDEST) > 0 || age.compareTo(CLOCK_SKEW.negated()) < 0) {
            throw Problem.of(400, "IDEMPOTENCY_KEY_EXPIRED", "The key's time must lie within the last 30 days.")
                    .exception();
        }
        return new IdempotencyKey(key);
    }

    private static UUID uuid(String header) {
        try {
            var uuid = UUID.fromString(header);
            if (uuid.version() == 7 && uuid.variant() == 2 && uuid.toString().equalsIgnoreCase(header)) {
                return uuid;
            }
        } catch (IllegalArgumentException notAUuid) {
            // refused below, like a UUID of another version
        }
        throw Problem.of(400, "IDEMPOTENCY_KEY_MALFORMED", "The key must be a UUID of version 7.")
                .exception();
    }

    private static Instant madeAt(UUID key) {
        return Instant.ofEpochMilli(key.getMostSignificantBits() >>> 16);
    }
}
