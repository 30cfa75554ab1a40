package dev.coinstage.defaults.service;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coinstage.defaults.idempotency.ReactiveOutcomes;
import dev.coinstage.defaults.idempotency.RequestHash;
import dev.coinstage.defaults.idempotency.ScopedKey;
import dev.coinstage.defaults.idempotency.StoredOutcome;
import dev.coinstage.defaults.partitions.PartitionUpkeep;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Outcomes lie in the month of their key, and leave with it. Months of other tests are far from those here. */
@ServiceTest
class OutcomeMonthsTest {

    private static final Duration LONGEST = Duration.ofSeconds(20);
    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("uuuu_MM");

    private final Pool pool;
    private final ReactiveOutcomes outcomes;
    private final PartitionUpkeep upkeep;

    OutcomeMonthsTest(Pool pool, ReactiveOutcomes outcomes, PartitionUpkeep upkeep) {
        this.pool = pool;
        this.outcomes = outcomes;
        this.upkeep = upkeep;
    }

    @AfterEach
    void the_upkeep_brings_back_what_is_missing() {
        upkeep.run().await().atMost(LONGEST);
    }

    private static UUID keyOf(Instant moment) {
        var random = ThreadLocalRandom.current();
        return new UUID(
                moment.toEpochMilli() << 16 | 0x7000 | random.nextInt(1 << 12), random.nextLong() >>> 2 | 1L << 63);
    }

    private static Instant firstOf(YearMonth month) {
        return month.atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    private static String partition(YearMonth month) {
        return "idempotency_outcome_" + month.format(NAME);
    }

    private ScopedKey save(Instant madeAt) {
        var stored =
                new StoredOutcome(new ScopedKey("months", keyOf(madeAt)), RequestHash.of("months"), "1", Instant.EPOCH);
        pool.withTransaction(tx -> outcomes.save(tx, List.of(stored), Instant.EPOCH))
                .await()
                .atMost(LONGEST);
        return stored.key();
    }

    private String query(String sql) {
        var rows = pool.query(sql).execute().await().atMost(LONGEST);
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> String.valueOf(row.getValue(0)))
                .collect(Collectors.joining("\n"));
    }

    private String partitionOf(ScopedKey key) {
        return query("SELECT tableoid::regclass::text FROM idempotency_outcome WHERE key = '" + key.key() + "'");
    }

    @Test
    void the_coming_months_are_there_before_they_are_needed_and_a_metric_tells() {
        Awaitility.await()
                .atMost(LONGEST)
                .untilAsserted(() -> assertThat(get("/q/metrics").asString())
                        .contains("coinstage_partitions_months_ahead{table=\"idempotency_outcome\"} 3.0"));
        var last = YearMonth.now(ZoneOffset.UTC).plusMonths(3);
        assertThat(partitionOf(save(firstOf(last)))).isEqualTo(partition(last));
    }

    @Test
    void a_key_lies_in_its_month_to_the_millisecond() {
        var month = YearMonth.now(ZoneOffset.UTC).plusMonths(1);
        assertThat(partitionOf(save(firstOf(month).minusMillis(1)))).isEqualTo(partition(month.minusMonths(1)));
        assertThat(partitionOf(save(firstOf(month)))).isEqualTo(partition(month));
    }

    @Test
    void a_month_that_nobody_made_lands_in_the_default_partition_and_does_not_stop_the_others() {
        var month = YearMonth.now(ZoneOffset.UTC).plusMonths(30);
        var key = save(firstOf(month));
        assertThat(partitionOf(key)).isEqualTo("idempotency_outcome_default");

        var made = query(
                "SELECT make_outcome_partitions('%s', '%s')".formatted(firstOf(month), firstOf(month.plusMonths(1))));

        assertThat(made).isEqualTo("1");
        assertThat(partitionOf(save(firstOf(month.plusMonths(1))))).isEqualTo(partition(month.plusMonths(1)));
        assertThat(pool.withConnection(connection -> outcomes.find(connection, List.of(key)))
                        .await()
                        .atMost(LONGEST))
                .containsKey(key);
    }

    @Test
    void a_missing_month_is_told_by_the_metric() {
        query("DROP TABLE " + partition(YearMonth.now(ZoneOffset.UTC).plusMonths(2)));
        query("ALTER FUNCTION make_outcome_partitions RENAME TO make_later");
        try {
            assertThatThrownBy(() -> upkeep.run().await().atMost(LONGEST)).hasMessageContaining("does not exist");
            assertThat(get("/q/metrics").asString())
                    .contains("coinstage_partitions_months_ahead{table=\"idempotency_outcome\"} 1.0");
        } finally {
            query("ALTER FUNCTION make_later RENAME TO make_outcome_partitions");
        }
    }

    @Test
    void a_partition_that_is_named_refuses_changes_too() {
        var key = save(Instant.now());
        var partition = partitionOf(key);
        for (var table : List.of("idempotency_outcome", partition, "idempotency_outcome_default")) {
            for (var change : List.of("DELETE FROM %s", "UPDATE %s SET outcome = '2'", "TRUNCATE %s")) {
                assertThatThrownBy(() -> query(change.formatted(table)))
                        .hasMessageContaining("never changed or deleted");
            }
        }
    }

    @Test
    void a_month_leaves_31_days_after_its_end() {
        var month = YearMonth.of(2020, 2);
        query("SELECT make_outcome_partitions('%s', '%s')".formatted(firstOf(month), firstOf(month)));
        var key = save(firstOf(month.plusMonths(1)).minusMillis(1));
        var end = firstOf(month.plusMonths(1));

        query("SELECT drop_outcome_partitions('" + end.plus(Duration.ofDays(31)) + "')");
        assertThat(partitionOf(key)).isEqualTo(partition(month));

        query("SELECT drop_outcome_partitions('" + end.plus(Duration.ofDays(31)).plusMillis(1) + "')");
        assertThat(partitionOf(key)).isEmpty();
        assertThat(query("SELECT to_regclass('" + partition(month) + "')")).isEqualTo("null");
    }

    @Test
    void looking_keys_up_touches_their_months_alone() {
        var key = save(Instant.now());
        var plan = query("EXPLAIN (ANALYZE, COSTS OFF, BUFFERS OFF) SELECT o.outcome FROM "
                + "unnest(ARRAY['months'], ARRAY['%s'::uuid]) AS asked(scope, key) ".formatted(key.key())
                + "JOIN idempotency_outcome o USING (key, scope)");
        var touched = plan.lines()
                .filter(line -> line.contains("on idempotency_outcome") && !line.contains("never executed"))
                .toList();
        assertThat(touched).singleElement().asString().contains(partitionOf(key));
    }
}
