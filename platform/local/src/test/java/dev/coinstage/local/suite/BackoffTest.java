package dev.coinstage.local.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private final Backoff backoff = new Backoff();

    @Test
    void the_wait_doubles_with_each_death_in_a_row_up_to_ten_seconds() {
        assertThat(afterSoonDeath()).isEqualTo(Duration.ofMillis(500));
        assertThat(afterSoonDeath()).isEqualTo(Duration.ofSeconds(1));
        assertThat(afterSoonDeath()).isEqualTo(Duration.ofSeconds(2));
        assertThat(afterSoonDeath()).isEqualTo(Duration.ofSeconds(4));
        assertThat(afterSoonDeath()).isEqualTo(Duration.ofSeconds(8));
        assertThat(afterSoonDeath()).isEqualTo(Duration.ofSeconds(10));
        assertThat(afterSoonDeath()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void a_minute_of_life_ends_the_row() {
        afterSoonDeath();
        afterSoonDeath();

        assertThat(backoff.afterDeath(Duration.ofMinutes(1))).isEqualTo(Duration.ofMillis(500));
    }

    private Duration afterSoonDeath() {
        return backoff.afterDeath(Duration.ofSeconds(3));
    }
}
