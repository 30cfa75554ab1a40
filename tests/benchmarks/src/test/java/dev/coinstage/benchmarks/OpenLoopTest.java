package dev.coinstage.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OpenLoopTest {

    @Test
    void waits_are_counted_from_when_a_request_was_due_so_a_stall_is_not_forgotten() throws InterruptedException {
        var window = OpenLoop.run(
                        () -> {
                            // a caller that stalls each request for longer than the time between two of them
                            long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(4);
                            while (System.nanoTime() < until) {
                                Thread.onSpinWait();
                            }
                            return Uni.createFrom().voidItem();
                        },
                        500,
                        Duration.ofMillis(200))
                .requireNoFailure();

        assertThat(window.gifts()).isEqualTo(100);
        assertThat(window.waitMillis(100)).isGreaterThan(150);
    }

    @Test
    void failures_are_counted_apart_and_the_first_is_told() throws InterruptedException {
        var turn = new AtomicInteger();
        var load = OpenLoop.run(
                () -> turn.getAndIncrement() % 4 == 3
                        ? Uni.createFrom().failure(new IllegalStateException("503"))
                        : Uni.createFrom().voidItem(),
                1000,
                Duration.ofMillis(100));

        assertThat(load.answered().gifts()).isEqualTo(75);
        assertThat(load.failures()).isEqualTo(25);
        assertThatThrownBy(load::requireNoFailure)
                .isInstanceOf(BenchFault.class)
                .hasMessageContaining("25 requests failed")
                .hasMessageContaining("503");
    }
}
