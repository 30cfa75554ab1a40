package dev.coinstage.gateway.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The clients' connections of one event loop; only that loop touches it. Closes those that are idle or dribble a
 * head, and remembers those that must not carry another request. A connection with a request under way is never idle,
 * so that event streams live as long as they like.
 */
final class ClientConnections {
    private static final Duration SWEEP = Duration.ofSeconds(5);

    private static final class State {
        private int underWay;
        private long idleSince = System.nanoTime();
        private boolean condemned;
    }

    private final Map<HttpConnection, State> open = new HashMap<>();
    private final AtomicInteger openEverywhere;
    private final int most;
    private final long idleNanos;

    /**
     * @param openEverywhere the number of connections of all event loops
     * @param most           its upper bound
     */
    ClientConnections(AtomicInteger openEverywhere, int most, Duration idleTimeout) {
        this.openEverywhere = openEverywhere;
        this.most = most;
        this.idleNanos = idleTimeout.toNanos();
    }

    void sweepRegularly(Vertx vertx) {
        vertx.setPeriodic(SWEEP.toMillis(), timer -> closeIdle());
    }

    void opened(HttpConnection connection) {
        open.put(connection, new State());
        int count = openEverywhere.incrementAndGet();
        connection.closeHandler(closed -> {
            open.remove(connection);
            openEverywhere.decrementAndGet();
        });
        if (count > most) {
            connection.close();
        }
    }

    void began(HttpConnection connection) {
        state(connection).underWay++;
    }

    void ended(HttpConnection connection) {
        var state = state(connection);
        state.underWay--;
        state.idleSince = System.nanoTime();
    }

    /** No further request of this connection is to be heard. */
    void condemn(HttpConnection connection) {
        state(connection).condemned = true;
    }

    boolean isCondemned(HttpConnection connection) {
        return state(connection).condemned;
    }

    private State state(HttpConnection connection) {
        return open.getOrDefault(connection, new State());
    }

    private void closeIdle() {
        long now = System.nanoTime();
        open.entrySet().stream()
                .filter(entry -> entry.getValue().underWay == 0 && now - entry.getValue().idleSince > idleNanos)
                .map(Map.Entry::getKey)
                .toList()
                .forEach(HttpConnection::close);
    }
}
