package dev.coinstage.defaults.partitions;

import dev.coinstage.defaults.startup.StartupGate;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Keeps the partitions of the coming months made: once the database is there, then daily. What fails is tried again at the
 * next look. How far ahead they are is the gauge {@code coinstage.partitions.months.ahead}: below 1 somebody must look, -1 says
 * that rows of this month go to the default partition.
 */
@ApplicationScoped
public class PartitionUpkeep {

    /** Months after the current one that are there before they are needed. */
    static final int MONTHS_AHEAD = 3;

    private static final Logger LOG = Logger.getLogger(PartitionUpkeep.class);
    private static final Duration EVERY = Duration.ofDays(1);
    private static final int MOST_MONTHS = 12;

    private static final String AHEAD = """
            SELECT coalesce(min(ahead) FILTER (WHERE to_regclass($1 || to_char(
                       date_trunc('month', $2 AT TIME ZONE 'UTC') + ahead * interval '1 month', '_YYYY_MM')) IS NULL), $3 + 1) - 1
              FROM generate_series(0, $3::int) AS ahead""";

    private final Pool pool;
    private final StartupGate gate;
    private final Clock clock;
    private final MeterRegistry metrics;
    private final List<MonthlyTable> tables;
    private final Map<String, Integer> ahead = new ConcurrentHashMap<>();
    private volatile Instant due = Instant.MIN;

    PartitionUpkeep(Pool pool, StartupGate gate, Clock clock, MeterRegistry metrics, @All List<MonthlyTable> tables) {
        this.pool = pool;
        this.gate = gate;
        this.clock = clock;
        this.metrics = metrics;
        this.tables = tables;
    }

    @Scheduled(every = "5s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> look() {
        if (!gate.awaited().isEmpty() || clock.instant().isBefore(due)) {
            return Uni.createFrom().voidItem();
        }
        return run().onFailure()
                .invoke(failure -> LOG.warnf("partitions could not be made now: %s", failure.getMessage()))
                .onFailure()
                .recoverWithNull();
    }

    /** Makes and drops what is due for every table, then counts again. */
    public Uni<Void> run() {
        var now = clock.instant();
        return Multi.createFrom()
                .iterable(tables)
                .onItem()
                .transformToUniAndConcatenate(table -> keep(table, OffsetDateTime.ofInstant(now, ZoneOffset.UTC)))
                .onItem()
                .ignoreAsUni()
                .invoke(() -> due = now.plus(EVERY));
    }

    /** Counted also when nothing could be made: that is when the count matters. */
    private Uni<Void> keep(MonthlyTable table, OffsetDateTime now) {
        return pool.preparedQuery(table.upkeep())
                .execute(Tuple.of(now, now.plusMonths(MONTHS_AHEAD)))
                .onItemOrFailure()
                .call((made, failure) -> count(table, now))
                .replaceWithVoid();
    }

    private Uni<Void> count(MonthlyTable table, OffsetDateTime now) {
        return pool.preparedQuery(AHEAD)
                .execute(Tuple.of(table.name(), now, MOST_MONTHS))
                .invoke(rows -> tell(table.name(), rows.iterator().next().getInteger(0)))
                .replaceWithVoid();
    }

    private void tell(String table, int months) {
        if (ahead.put(table, months) == null) {
            Gauge.builder("coinstage.partitions.months.ahead", ahead, known -> known.get(table))
                    .tag("table", table)
                    .register(metrics);
        }
    }
}
