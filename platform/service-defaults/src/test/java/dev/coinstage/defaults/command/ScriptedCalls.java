package dev.coinstage.defaults.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** A call whose tries end as a test says, and that is otherwise answered at once. */
@Singleton
class ScriptedCalls implements CommandHandler {

    static final String ACTION = "test.call";

    /** Per subject how the next tries end, first to last. */
    final Map<String, List<Supplier<Uni<Attempt>>>> scripts = new ConcurrentHashMap<>();

    /** Subjects whose next end is cut before or inside its commit. */
    final Map<String, String> cuts = new ConcurrentHashMap<>();

    final List<UUID> calls = new CopyOnWriteArrayList<>();

    @Override
    public String action() {
        return ACTION;
    }

    @Override
    public Uni<Attempt> attempt(OutgoingCommand command) {
        calls.add(command.id());
        var script = scripts.getOrDefault(command.subject(), List.of());
        if (command.attempts() <= script.size()) {
            return script.get(command.attempts() - 1).get();
        }
        return Uni.createFrom()
                .item(new Attempt.Definitive(
                        Map.of("said", command.payload().path("say").asText())));
    }

    @Override
    public Uni<Void> ended(SqlConnection tx, OutgoingCommand command, JsonNode answer) {
        var row = tx.preparedQuery("INSERT INTO ended (command, answer) VALUES ($1, $2)")
                .execute(Tuple.of(command.id(), answer.path("said").asText()))
                .replaceWithVoid();
        var cut = cuts.remove(command.subject());
        if (cut == null) {
            return row;
        }
        return cut.equals("commit")
                ? tx.query("SET LOCAL coinstage.crash = 'commit'").execute().flatMap(set -> row)
                : row.flatMap(written -> tx.query("SELECT pg_terminate_backend(pg_backend_pid()), pg_sleep(5)")
                        .execute()
                        .replaceWithVoid());
    }
}
