package dev.coinstage.defaults.feed;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** An effect that writes a row per event, and fails where a test says so. */
@Singleton
class TakenEvents implements FeedHandler {

    static final String FEED = "peer-service";
    static final String EFFECT = "taken";

    /** Per text what goes wrong with it: how often still. */
    final Map<String, Crash> crashes = new ConcurrentHashMap<>();

    /** Where it goes wrong. */
    enum Crash {
        BEFORE_THE_ROW,
        AFTER_THE_ROW,
        AT_COMMIT,
        /** Not a crash: the effect cannot take this event, however often. */
        ALWAYS
    }

    @Override
    public String feed() {
        return FEED;
    }

    @Override
    public String effect() {
        return EFFECT;
    }

    @Override
    public boolean handles(String type) {
        return type.equals("peer.said");
    }

    @Override
    public Uni<Void> apply(SqlConnection tx, FeedEvent event) {
        var text = event.data().path("text").asText();
        var crash = crashes.get(text);
        if (crash == Crash.ALWAYS) {
            return Uni.createFrom().failure(new IllegalStateException("this cannot be taken"));
        }
        crashes.remove(text);
        if (crash == null) {
            return row(tx, event, text);
        }
        return switch (crash) {
            case BEFORE_THE_ROW -> cut(tx).flatMap(cut -> row(tx, event, text));
            case AFTER_THE_ROW -> row(tx, event, text).flatMap(written -> cut(tx));
            default ->
                tx.query("SET LOCAL coinstage.crash = 'commit'").execute().flatMap(set -> row(tx, event, text));
        };
    }

    private static Uni<Void> row(SqlConnection tx, FeedEvent event, String text) {
        return tx.preparedQuery("INSERT INTO taken (event, text) VALUES ($1, $2)")
                .execute(Tuple.of(event.id(), text))
                .replaceWithVoid();
    }

    /** As if the process died: the database takes the transaction back. */
    private static Uni<Void> cut(SqlConnection tx) {
        return tx.query("SELECT pg_terminate_backend(pg_backend_pid()), pg_sleep(5)")
                .execute()
                .replaceWithVoid();
    }
}
