package dev.coinstage.wallet.ledger.db;

import io.smallrye.mutiny.Uni;

/** Statements that do not wait to be asked for. */
final class Sending {

    private Sending() {}

    /** Sends it at once, and returns what will be answered. */
    static <T> Uni<T> now(Uni<T> statement) {
        return Uni.createFrom().completionStage(statement.subscribeAsCompletionStage());
    }
}
