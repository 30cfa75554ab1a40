package dev.coinstage.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ClosedLoopTest {

    @Test
    void never_more_than_the_given_number_are_in_flight_and_each_wait_is_counted() throws InterruptedException {
        var open = new AtomicInteger();
        var most = new AtomicInteger();
        var timer = Executors.newSingleThreadScheduledExecutor();
        var loop = new ClosedLoop(
                () -> {
                    most.accumulateAndGet(open.incrementAndGet(), Math::max);
                    var answer = new CompletableFuture<Void>();
                    timer.schedule(
                            () -> {
                                open.decrementAndGet();
                                answer.complete(null);
                            },
                            5,
                            TimeUnit.MILLISECONDS);
                    return Uni.createFrom().completionStage(answer);
                },
                4);

        var window = loop.run(Duration.ofMillis(20), Duration.ofMillis(200));
        timer.shutdownNow();

        assertThat(most).hasValue(4);
        assertThat(open).hasValue(0);
        assertThat(window.gifts()).isPositive();
        assertThat(window.waitMillis(0)).isGreaterThanOrEqualTo(4.9);
    }

    @Test
    void a_request_that_fails_fails_the_measurement() {
        var loop = new ClosedLoop(() -> Uni.createFrom().failure(new IllegalStateException("refused")), 2);

        assertThatThrownBy(() -> loop.run(Duration.ZERO, Duration.ofMillis(50)))
                .isInstanceOf(BenchFault.class)
                .hasMessageContaining("refused");
    }
}
