package dev.coinstage.defaults.idempotency;

import dev.coinstage.defaults.problem.Problem;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.function.Function;
import java.util.function.Supplier;
import org.hibernate.reactive.mutiny.Mutiny;

/** Outcomes in Hibernate Reactive's world: the operation and its outcome commit together in one Panache transaction. */
@ApplicationScoped
public class HibernateOutcomes {

    /** Serialises callers of one key until commit, so that the second one finds the first one's outcome. */
    private static final String LOCK = "SELECT 1 FROM (SELECT pg_advisory_xact_lock(hashtextextended(?1, 0))) held";

    private static final String FIND =
            "SELECT encode(request_hash, 'hex'), outcome::text FROM idempotency_outcome WHERE key = cast(?1 AS uuid) AND scope = ?2";
    /** Through text, because the client would send a string for a jsonb parameter as a JSON string. */
    private static final String SAVE = """
            INSERT INTO idempotency_outcome (scope, key, request_hash, outcome, recorded_at)
            VALUES (?1, cast(?2 AS uuid), decode(?3, 'hex'), cast(cast(?4 AS text) AS jsonb), ?5)""";

    private final Clock clock;

    HibernateOutcomes(Clock clock) {
        this.clock = clock;
    }

    /**
     * Runs the operation once per key, in a transaction with its outcome; a replay reads the outcome instead.
     *
     * @param write turns the operation's value into JSON; {@code read} turns it back
     * @return fails with 409 IDEMPOTENCY_KEY_REUSED when the key was used for another request
     */
    public <T> Uni<Replayable<T>> once(
            ScopedKey key,
            RequestHash hash,
            Supplier<Uni<T>> operation,
            Function<T, String> write,
            Function<String, T> read) {
        return Panache.withTransaction(() -> Panache.getSession()
                .flatMap(session -> find(session, key)
                        .flatMap(found -> found == null
                                ? operation
                                        .get()
                                        .call(value -> save(session, key, hash, write.apply(value)))
                                        .map(value -> new Replayable<>(value, false))
                                : Uni.createFrom().item(new Replayable<>(read.apply(outcome(found, hash)), true)))));
    }

    private static Uni<Object[]> find(Mutiny.Session session, ScopedKey key) {
        return session.createNativeQuery(LOCK, Integer.class)
                .setParameter(1, key.scope() + "/" + key.key())
                .getSingleResult()
                .flatMap(locked -> session.createNativeQuery(FIND, Object[].class)
                        .setParameter(1, key.key().toString())
                        .setParameter(2, key.scope())
                        .getSingleResultOrNull());
    }

    private static String outcome(Object[] found, RequestHash hash) {
        if (!hex(hash).equals(found[0])) {
            throw Problem.of(409, "IDEMPOTENCY_KEY_REUSED", "The key was used for another request.")
                    .exception();
        }
        return (String) found[1];
    }

    private Uni<Integer> save(Mutiny.Session session, ScopedKey key, RequestHash hash, String outcome) {
        return session.createNativeQuery(SAVE)
                .setParameter(1, key.scope())
                .setParameter(2, key.key().toString())
                .setParameter(3, hex(hash))
                .setParameter(4, outcome)
                .setParameter(5, clock.instant().atOffset(ZoneOffset.UTC))
                .executeUpdate();
    }

    private static String hex(RequestHash hash) {
        return java.util.HexFormat.of().formatHex(hash.bytes());
    }
}
