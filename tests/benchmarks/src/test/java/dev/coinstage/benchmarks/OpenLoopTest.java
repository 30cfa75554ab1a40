package dev.coinstage.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
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
}
