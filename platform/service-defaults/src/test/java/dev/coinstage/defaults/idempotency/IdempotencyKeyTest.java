package dev.coinstage.defaults.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.coinstage.defaults.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotencyKeyTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.500Z");

    /** A UUIDv7 (RFC 9562) of that moment: 48 bits of milliseconds, the version, the variant, the rest as it likes. */
    private static String keyOf(Instant moment) {
        return new UUID(moment.toEpochMilli() << 16 | 0x7abc, 0x8123456789abcdefL).toString();
    }

    @Test
    void a_key_of_now_is_taken() {
        assertThat(IdempotencyKey.parse(keyOf(NOW), NOW).value()).hasToString(keyOf(NOW));
    }

    @Test
    void a_key_may_be_written_in_capitals() {
        assertThat(IdempotencyKey.parse(keyOf(NOW).toUpperCase(Locale.ROOT), NOW))
                .isEqualTo(IdempotencyKey.parse(keyOf(NOW), NOW));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "\t"})
    void a_missing_key_is_called_missing(String header) {
        assertRefused(header, "IDEMPOTENCY_KEY_MISSING");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "key",
                "7",
                "1-1-7001-8001-1",
                "019cc9a4-5a74-7abc-8123-456789abcde",
                "019cc9a4-5a74-7abc-8123-456789abcdeff",
                "019cc9a45a747abc8123456789abcdef",
                "{019cc9a4-5a74-7abc-8123-456789abcdef}",
                " 019cc9a4-5a74-7abc-8123-456789abcdef",
                "019cc9a4-5a74-7abc-8123-456789abcdeg",
                "00000000-0000-0000-0000-000000000000"
            })
    void what_is_no_uuid_is_malformed(String header) {
        assertRefused(header, "IDEMPOTENCY_KEY_MALFORMED");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0d9ebf1c-7ecd-11f0-8de9-0242ac120002",
                "f47ac10b-58cc-4372-a567-0e02b2c3d479",
                "35584287-3348-5e8d-8982-cc7181c9009e",
                "019cc9a4-5a74-8abc-8123-456789abcdef",
                "019cc9a4-5a74-7abc-c123-456789abcdef"
            })
    void a_uuid_of_another_version_or_variant_is_malformed(String header) {
        assertRefused(header, "IDEMPOTENCY_KEY_MALFORMED");
    }

    @Test
    void a_key_of_exactly_30_days_is_taken() {
        assertThat(IdempotencyKey.parse(keyOf(NOW.minus(Duration.ofDays(30))), NOW))
                .isNotNull();
    }

    @Test
    void a_key_older_than_30_days_is_expired() {
        assertRefused(keyOf(NOW.minus(Duration.ofDays(30)).minusMillis(1)), "IDEMPOTENCY_KEY_EXPIRED");
        assertRefused(keyOf(Instant.EPOCH), "IDEMPOTENCY_KEY_EXPIRED");
    }

    @Test
    void a_clock_five_minutes_ahead_is_forgiven() {
        assertThat(IdempotencyKey.parse(keyOf(NOW.plus(Duration.ofMinutes(5))), NOW))
                .isNotNull();
    }

    /** Such a key would outlive the outcome that is stored under it. */
    @Test
    void a_key_further_in_the_future_is_refused() {
        assertRefused(keyOf(NOW.plus(Duration.ofMinutes(5)).plusMillis(1)), "IDEMPOTENCY_KEY_EXPIRED");
        assertRefused("ffffffff-ffff-7abc-8123-456789abcdef", "IDEMPOTENCY_KEY_EXPIRED");
    }

    private static void assertRefused(String header, String code) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> IdempotencyKey.parse(header, NOW))
                .satisfies(refused -> {
                    assertThat(refused.problem().code()).isEqualTo(code);
                    assertThat(refused.problem().status()).isEqualTo(400);
                });
    }
}
