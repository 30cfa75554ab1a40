package dev.coinstage.promote.delivery.db;

import com.fasterxml.uuid.Generators;
import dev.coinstage.promote.budget.app.BudgetRecord;
import dev.coinstage.promote.budget.app.BudgetStore;
import dev.coinstage.promote.budget.db.BudgetStores;
import dev.coinstage.promote.budget.domain.Budget;
import dev.coinstage.promote.delivery.app.LeaseStore;
import dev.coinstage.promote.delivery.app.LeaseStore.Reservation;
import dev.coinstage.promote.delivery.domain.Notice;
import dev.coinstage.promote.delivery.domain.Verdict;
import dev.coinstage.promote.quantity.Coins;
import dev.coinstage.promote.quantity.Micros;
import dev.coinstage.testing.TestDatabase;
import dev.coinstage.testing.TestPostgres;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.pgclient.PgBuilder;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.flywaydb.core.Flyway;

/** Leases and budgets on a real database of their own, reached by as many processes as a test wants, without the service. */
final class Stage implements AutoCloseable {

    static final Instant BEGIN = Instant.parse("2026-11-24T12:00:00Z");
    static final Duration NOTICE = Duration.ofSeconds(60);
    static final UUID VIEWER = UUID.fromString("00000000-0000-7000-8000-000000000001");

    private static final String CAMPAIGN = """
            INSERT INTO campaign (id, owner, content, objective, budget_coins, starts_at, ends_at, title, body, link, state,
                                  price_micros, ending, reason, created_at)
            VALUES ($1, $1, $2, 'VIEWS', $3, $4, $5, 'Skin Prep', 'Three steps.', '', 'ACTIVE', $6, 'NONE', '', $4)""";

    private final TestDatabase database;
    private final Vertx vertx = Vertx.vertx();
    private final List<Pool> pools = new ArrayList<>();
    private final BudgetStore budgets = BudgetStores.store();

    Stage(String name) {
        database = TestPostgres.shared().freshDatabase(name);
        Flyway.configure()
                .dataSource(database.dataSource())
                .locations("db/migration")
                .load()
                .migrate();
    }

    /** One process's store, with connections of its own. */
    LeaseStore process() {
        return new PostgresLeaseStore(pool());
    }

    private Pool pool() {
        var pool = PgBuilder.pool()
                .with(new PoolOptions().setMaxSize(4))
                .connectingTo(new PgConnectOptions()
                        .setHost(database.host())
                        .setPort(database.port())
                        .setDatabase(database.name())
                        .setUser(database.user())
                        .setPassword(database.password()))
                .using(vertx)
                .build();
        pools.add(pool);
        return pool;
    }

    static UUID id() {
        return Generators.timeBasedEpochRandomGenerator().generate();
    }

    /** An active campaign whose budget is held. */
    UUID campaign(Coins held, Micros price) {
        var campaign = id();
        var content = id();
        in(tx -> tx.preparedQuery(
                        "INSERT INTO content (id, kind, owner, title, created_at) VALUES ($1, 'VIDEO', $1, 'Skin Prep', $2)")
                .execute(Tuple.of(content, BEGIN.atOffset(ZoneOffset.UTC)))
                .flatMap(done -> tx.preparedQuery(CAMPAIGN)
                        .execute(Tuple.of(
                                campaign,
                                content,
                                held.value(),
                                BEGIN.atOffset(ZoneOffset.UTC),
                                BEGIN.plus(Duration.ofDays(1)).atOffset(ZoneOffset.UTC),
                                price.value())))
                .flatMap(done -> budgets.open(tx, campaign, id(), held, true)));
        return campaign;
    }

    BudgetStore budgets() {
        return budgets;
    }

    Budget figures(UUID campaign) {
        return in(tx -> budgets.find(tx, campaign)).map(BudgetRecord::figures).orElseThrow();
    }

    long broken() {
        return in(tx -> tx.query("SELECT count(*) FROM budget_broken")
                .execute()
                .map(rows -> rows.iterator().next().getLong(0)));
    }

    <T> T in(Function<SqlConnection, Uni<T>> work) {
        if (pools.isEmpty()) {
            pool();
        }
        return pools.get(0).withTransaction(work).await().atMost(Duration.ofSeconds(20));
    }

    /** A decision as the service makes it: from a lease that is there, else from a new one; its notice. */
    static Optional<Notice> decide(
            LeaseStore process, UUID holder, UUID campaign, Micros price, Micros slice, Instant now) {
        var expiresAt = now.plus(NOTICE);
        var reservation = new Reservation(id(), VIEWER, "for-you", price, now, expiresAt);
        var lease = process.reserve(holder, campaign, reservation).await().atMost(Duration.ofSeconds(20));
        if (lease.isEmpty()
                && process.lease(holder, campaign, id(), price, slice, now, now.plus(NOTICE))
                        .await()
                        .atMost(Duration.ofSeconds(20))) {
            lease = process.reserve(holder, campaign, reservation).await().atMost(Duration.ofSeconds(20));
        }
        return lease.map(it -> new Notice(campaign, it, reservation.impression(), price, expiresAt));
    }

    static Verdict bill(LeaseStore process, Notice notice, Instant now) {
        return process.bill(notice, VIEWER, now).await().atMost(Duration.ofSeconds(20));
    }

    @Override
    public void close() {
        pools.forEach(pool -> pool.close().await().indefinitely());
        vertx.close().await().indefinitely();
    }
}
