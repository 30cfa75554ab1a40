package dev.coinstage.gateway.http;

import dev.coinstage.gateway.problem.Problem;
import dev.coinstage.gateway.problem.ProblemCode;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientRequest;
import java.time.Duration;
import java.util.Optional;

/**
 * Watches one forwarded request: first until its body has arrived, then until the reply begins. Whoever is late gets
 * the upstream request reset, and {@link #missed} says who it was.
 */
final class Deadline {
    private final Vertx vertx;
    private final HttpClientRequest upstream;
    private long timer = -1;
    private boolean over;
    private Problem missed;

    Deadline(Vertx vertx, HttpClientRequest upstream) {
        this.vertx = vertx;
        this.upstream = upstream;
    }

    void forBody(Duration limit) {
        start(
                limit,
                Problem.of(ProblemCode.REQUEST_TIMEOUT, "The request's body did not arrive in time.")
                        .closing());
    }

    /** Zero means that the reply may take for ever. */
    void forReply(Duration limit) {
        vertx.cancelTimer(timer);
        if (!limit.isZero() && !over) {
            start(
                    limit,
                    Problem.of(
                            ProblemCode.UPSTREAM_TIMEOUT,
                            "The service did not answer within " + limit.toMillis() + " ms."));
        }
    }

    /** Stops watching for good: a service may answer before the body has arrived. */
    void met() {
        over = true;
        vertx.cancelTimer(timer);
    }

    /** The refusal, when a deadline was missed. */
    Optional<Problem> missed() {
        return Optional.ofNullable(missed);
    }

    private void start(Duration limit, Problem refusal) {
        timer = vertx.setTimer(limit.toMillis(), late -> {
            missed = refusal;
            upstream.reset();
        });
    }
}
