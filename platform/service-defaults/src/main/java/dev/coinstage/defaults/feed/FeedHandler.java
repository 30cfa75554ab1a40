package dev.coinstage.defaults.feed;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;

/**
 * What one feed does in this service. Each bean of this type is given each event once, in the order of the feed, whatever
 * crashes between; see {@link Consumption}.
 */
public interface FeedHandler {

    /** The producer's name, whose address is {@code coinstage.peers.<name>.url}. */
    String feed();

    /** Unique within the service. Names the cursor: another name begins at the feed's beginning. */
    String effect();

    /** Whether events of that type are taken; the others only move the cursor. */
    boolean handles(String type);

    /**
     * Writes local rows in this transaction, and calls nobody: a call is a command ({@link
     * dev.coinstage.defaults.command.Commands#issue}). What fails here is tried again, and at last parked.
     */
    Uni<Void> apply(SqlConnection tx, FeedEvent event);
}
