package dev.coinstage.defaults.ids;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UuidV7SourceTest {

    private static final int MANY = 10_000;

    private final UuidV7Source ids = new UuidV7Source();

    @Test
    void an_id_is_of_version_7_and_variant_2() {
        var id = ids.next();

        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
    }

    @Test
    void an_id_tells_when_it_was_made() {
        var before = Instant.now().toEpochMilli();
        var madeAt = ids.next().getMostSignificantBits() >>> 16;

        assertThat(madeAt).isBetween(before, Instant.now().toEpochMilli());
    }

    @Test
    void ids_are_ordered_by_the_millisecond_of_their_making() {
        var made = IntStream.range(0, MANY)
                .mapToObj(i -> ids.next().getMostSignificantBits() >>> 16)
                .toList();

        assertThat(made).isSorted();
    }

    /** Postings give their last bits up for the places of their transfers: ids that were counted up would meet there. */
    @Test
    void ids_differ_without_their_last_bits() {
        var made = IntStream.range(0, MANY)
                .mapToObj(i -> ids.next())
                .map(id -> new UUID(id.getMostSignificantBits(), id.getLeastSignificantBits() & ~127L))
                .toList();

        assertThat(new HashSet<>(made)).hasSize(MANY);
    }

    @Test
    void ids_made_at_once_by_several_threads_differ() {
        var made = ConcurrentHashMap.<UUID>newKeySet();

        IntStream.range(0, MANY).parallel().forEach(i -> made.add(ids.next()));

        assertThat(made).hasSize(MANY);
    }
}
