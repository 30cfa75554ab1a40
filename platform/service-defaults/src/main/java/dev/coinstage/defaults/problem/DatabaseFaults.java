package dev.coinstage.defaults.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.util.concurrent.TimeoutException;

/** Tells a database that is away (retry later) from a statement that is wrong (a fault of ours). */
public final class DatabaseFaults {

    private static final int MOST_CAUSES = 16;

    private DatabaseFaults() {}

    /** True when the connection was refused, lost, or ended by the server: SQLSTATE classes 08, 53 and 57. */
    public static boolean unavailable(Throwable failure) {
        var cause = failure;
        for (int depth = 0; cause != null && depth < MOST_CAUSES; depth++, cause = cause.getCause()) {
            if (cause instanceof PgException refused) {
                return connectionClass(refused.getSqlState());
            }
            if (cause instanceof JsonProcessingException) {
                return false;
            }
            if (cause instanceof IOException || timedOut(cause) || closed(cause)) {
                return true;
            }
        }
        return false;
    }

    /** True when the same may succeed a moment later: also after a deadlock, a serialisation failure or a lock that was not got. */
    public static boolean isPassing(Throwable failure) {
        return unavailable(failure)
                || failure instanceof PgException refused
                        && refused.getSqlState() != null
                        && (refused.getSqlState().startsWith("40")
                                || refused.getSqlState().equals("55P03"));
    }

    private static boolean connectionClass(String state) {
        return state != null && (state.startsWith("08") || state.startsWith("53") || state.startsWith("57"));
    }

    /** Mutiny's own exception is no kin of Java's. */
    private static boolean timedOut(Throwable cause) {
        return cause instanceof TimeoutException || cause instanceof io.smallrye.mutiny.TimeoutException;
    }

    /** Vert.x has no public type for a connection that closed under a query. */
    private static boolean closed(Throwable cause) {
        return cause instanceof io.vertx.sqlclient.ClosedConnectionException
                || cause instanceof io.vertx.core.impl.NoStackTraceThrowable
                        && String.valueOf(cause.getMessage()).contains("onnection");
    }
}
