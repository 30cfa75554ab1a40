package dev.coinstage.defaults.problem;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParseException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.io.IOException;
import java.net.ConnectException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseFaultsTest {

    static Throwable[] away() {
        return new Throwable[] {
            new ConnectException("Connection refused"),
            new IOException("Connection reset by peer"),
            new TimeoutException("Timeout"),
            new io.smallrye.mutiny.TimeoutException(),
            ClosedConnectionException.INSTANCE,
            new NoStackTraceThrowable("Connection is not active now, current status: CLOSED")
        };
    }

    @ParameterizedTest
    @MethodSource("away")
    void a_connection_that_fails_means_that_the_database_is_away(Throwable failure) {
        assertThat(DatabaseFaults.unavailable(failure)).isTrue();
        assertThat(DatabaseFaults.unavailable(new CompletionException(new RuntimeException(failure))))
                .isTrue();
    }

    /** Connection exceptions, lack of resources, and shut-down by an operator. */
    @ParameterizedTest
    @ValueSource(strings = {"08006", "53300", "57P01", "57P03"})
    void a_server_that_cannot_serve_is_away(String state) {
        assertThat(DatabaseFaults.unavailable(refusal(state))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"23505", "23514", "42P01", "22003", "40001"})
    void a_statement_that_is_refused_is_a_fault_of_ours(String state) {
        assertThat(DatabaseFaults.unavailable(refusal(state))).isFalse();
        assertThat(DatabaseFaults.unavailable(new IllegalStateException(refusal(state))))
                .isFalse();
    }

    static Throwable[] ours() {
        return new Throwable[] {
            new IllegalStateException("broken books"),
            new NullPointerException(),
            new NoStackTraceThrowable("Parameter at position[4] can not be coerced"),
            new JsonParseException(null, "an IOException by birth, and none by nature")
        };
    }

    @ParameterizedTest
    @MethodSource("ours")
    void a_fault_of_ours_is_not_blamed_on_the_database(Throwable failure) {
        assertThat(DatabaseFaults.unavailable(failure)).isFalse();
    }

    @Test
    void causes_that_run_in_a_circle_end() {
        var first = new IllegalStateException("first");
        var second = new IllegalStateException("second", first);
        first.initCause(second);

        assertThat(DatabaseFaults.unavailable(first)).isFalse();
    }

    private static PgException refusal(String state) {
        return new PgException("refused", "ERROR", state, null);
    }
}
