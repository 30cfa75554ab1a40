package dev.coinstage.fraud;

import static dev.coinstage.fraud.FraudCalls.rows;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coinstage.testing.TokenIssuerResource;
import io.restassured.RestAssured;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Decisions in an open loop: each starts when it is due, whatever became of the ones before. Without a bar for the time, which says
 * little on a machine that builds; {@code -Dcoinstage.load.rate=1000 -Dcoinstage.load.seconds=10} prints what it takes.
 */
@FraudTest
class DecisionsUnderLoadTest {

    private static final int RATE = Integer.getInteger("coinstage.load.rate", 200);
    private static final int SECONDS = Integer.getInteger("coinstage.load.seconds", 2);
    private static final int USERS = 500;

    private final HttpClient http = HttpClient.newHttpClient();
    private final String token = TokenIssuerResource.current().tokenFor(UUID.randomUUID(), "service");
    private final List<UUID> users =
            IntStream.range(0, USERS).mapToObj(user -> UUID.randomUUID()).toList();
    private final UUID asset = UUID.randomUUID();

    /** Statuses and nanoseconds of one decision. */
    private record Answer(int status, long nanos) {}

    private CompletableFuture<Answer> decide(int number, long due) {
        var request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + RestAssured.port + "/internal/v1/decisions"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", FraudCalls.key())
                .POST(HttpRequest.BodyPublishers.ofString(
                        """
                        {"action":"PURCHASE","subjectId":"%s","userId":"%s","amount":{"asset":"USD","units":99},
                         "facts":{"region":"US","store":"CARD","cardFingerprint":"%s-%d"}}""".formatted(FraudCalls.id(), users.get(number % USERS), asset, number % USERS)))
                .build();
        return http.sendAsync(request, HttpResponse.BodyHandlers.discarding())
                .thenApply(reply -> new Answer(reply.statusCode(), System.nanoTime() - due));
    }

    private List<Answer> run(int rate, int seconds) {
        var began = System.nanoTime();
        var pace = TimeUnit.SECONDS.toNanos(1) / rate;
        return IntStream.range(0, rate * seconds)
                .mapToObj(number -> {
                    var due = began + number * pace;
                    while (System.nanoTime() < due) {
                        LockSupport.parkNanos(due - System.nanoTime());
                    }
                    return decide(number, due);
                })
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
    }

    @Test
    void what_is_answered_is_committed() {
        run(RATE, 1);
        var before = Long.parseLong(rows("SELECT count(*) FROM decision").get(0));
        var answers = run(RATE, SECONDS);
        assertThat(answers).allMatch(answer -> answer.status() == 201);
        assertThat(Long.parseLong(rows("SELECT count(*) FROM decision").get(0)) - before)
                .isEqualTo(answers.size());
        var nanos = answers.stream().mapToLong(Answer::nanos).sorted().toArray();
        System.out.printf(
                "%d decisions a second for %d s: p50 %.1f ms, p99 %.1f ms, p99.9 %.1f ms, longest %.1f ms; fsync %s, synchronous_commit %s%n",
                RATE,
                SECONDS,
                at(nanos, 0.5),
                at(nanos, 0.99),
                at(nanos, 0.999),
                at(nanos, 1),
                rows("SHOW fsync"),
                rows("SHOW synchronous_commit"));
    }

    private static double at(long[] sorted, double share) {
        var place = Math.min(sorted.length - 1, (int) Math.floor(sorted.length * share));
        return Arrays.stream(sorted).skip(place).findFirst().orElseThrow() / 1e6;
    }
}
