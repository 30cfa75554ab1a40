package dev.coinstage.promote.delivery.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coinstage.promote.delivery.domain.Notice;
import dev.coinstage.promote.quantity.Micros;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class NoticeSignerTest {

    private static final String SECRET = "a-secret-of-thirty-two-characters";
    private static final Notice NOTICE = new Notice(
            UUID.randomUUID(),
            UUID.randomUUID(),
            UUID.randomUUID(),
            new Micros(50_000),
            Instant.parse("2026-11-24T12:00:00.123Z"));

    private final NoticeSigner signer = new NoticeSigner(new Keys("k1", SECRET, "k0", Optional.empty()));

    private record Keys(String keyId, String secret, String previousKeyId, Optional<String> previousSecret)
            implements NoticeConfig {}

    @Test
    void what_was_signed_is_read_again() {
        assertThat(signer.read(signer.sign(NOTICE))).contains(NOTICE);
    }

    @Property
    void one_altered_character_makes_it_a_forgery(@ForAll @IntRange(max = 140) int at, @ForAll char other) {
        var text = signer.sign(NOTICE);
        var place = at % text.length();
        var altered = text.substring(0, place) + other + text.substring(place + 1);
        assertThat(signer.read(altered).isPresent()).isEqualTo(altered.equals(text));
    }

    @Test
    void another_secret_is_a_forgery() {
        var other = new NoticeSigner(new Keys("k1", SECRET + "!", "k0", Optional.empty()));
        assertThat(signer.read(other.sign(NOTICE))).isEmpty();
    }

    @Test
    void what_the_previous_key_signed_is_still_taken() {
        var next = new NoticeSigner(new Keys("k2", SECRET + "!", "k1", Optional.of(SECRET)));
        assertThat(next.read(signer.sign(NOTICE))).contains(NOTICE);
        assertThat(signer.read(next.sign(NOTICE))).isEmpty();
    }

    @Test
    void nonsense_is_a_forgery() {
        assertThat(signer.read("")).isEmpty();
        assertThat(signer.read("k1..")).isEmpty();
        assertThat(signer.read("k1.%%.%%")).isEmpty();
        assertThat(signer.read("k9." + signer.sign(NOTICE).substring(3))).isEmpty();
        assertThat(signer.read(signer.sign(NOTICE) + ".x")).isEmpty();
    }
}
