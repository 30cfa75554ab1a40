package dev.coinstage.defaults.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;

/** How one kind of command is done. One bean per action. */
public interface CommandHandler {

    String action();

    /** Calls the other service, with the command's id as idempotency key. A failure counts as {@link Attempt.Again}. */
    Uni<Attempt> attempt(OutgoingCommand command);

    /**
     * Writes what the definitive answer means, in the transaction that ends the command. After a crash before its commit the call is
     * made again and answered the same.
     */
    Uni<Void> ended(SqlConnection tx, OutgoingCommand command, JsonNode answer);
}
