package dev.coinstage.defaults.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class RequestHashTest {

    @Test
    void equal_requests_have_equal_hashes() {
        assertThat(RequestHash.of("rose", 3))
                .isEqualTo(RequestHash.of("rose", 3))
                .hasSameHashCodeAs(RequestHash.of("rose", 3));
    }

    @Test
    void another_value_or_another_order_makes_another_hash() {
        assertThat(RequestHash.of("rose", 3)).isNotEqualTo(RequestHash.of("rose", 4));
        assertThat(RequestHash.of("rose", 3)).isNotEqualTo(RequestHash.of(3, "rose"));
        assertThat(RequestHash.of("rose", 3)).isNotEqualTo(RequestHash.of("rose"));
    }

    @Test
    void where_one_value_ends_and_the_next_begins_counts() {
        assertThat(RequestHash.of("ab", "c")).isNotEqualTo(RequestHash.of("a", "bc"));
        assertThat(RequestHash.of("abc")).isNotEqualTo(RequestHash.of("ab", "c"));
        assertThat(RequestHash.of("a", "")).isNotEqualTo(RequestHash.of("", "a"));
        assertThat(RequestHash.of("1:a")).isNotEqualTo(RequestHash.of("a"));
    }

    /** Stored for 30 days: a new version of the code must find the old one's hashes. SHA-256 of "4:rose1:3". */
    @Test
    void the_hash_is_the_same_in_every_version() {
        assertThat(HexFormat.of().formatHex(RequestHash.of("rose", 3).bytes()))
                .isEqualTo("30982c89e60eef6f39f27f179c5e1b2d1b380808f4dffbd63e1e9764d4ea3929");
    }
}
