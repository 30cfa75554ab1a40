package dev.coinstage.promote.delivery.db;

import static dev.coinstage.promote.delivery.db.Stage.BEGIN;
import static dev.coinstage.promote.delivery.db.Stage.NOTICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coinstage.promote.delivery.app.LeaseStore;
import dev.coinstage.promote.delivery.domain.Notice;
import dev.coinstage.promote.delivery.domain.Verdict;
import dev.coinstage.promote.quantity.Coins;
import dev.coinstage.promote.quantity.Micros;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Processes that share budgets, on a real database. */
class LeaseStoreTest {

    private static final Micros PRICE = new Micros(50_000);
    private static final Micros SLICE = new Micros(25_000_000);

    private static Stage stage;
    private static LeaseStore one;
    private static LeaseStore two;

    private final UUID first = Stage.id();
    private final UUID second = Stage.id();

    @BeforeAll
    static void start() {
        stage = new Stage("leases");
        one = stage.process();
        two = stage.process();
    }

    @AfterAll
    static void stop() {
        stage.close();
    }

    @AfterEach
    void every_micro_coin_is_somewhere() {
        assertThat(stage.broken()).isZero();
    }

    private static void tidy(Instant now) {
        one.expire(now, 1000).await().atMost(Duration.ofSeconds(20));
        one.close(now, 1000).await().atMost(Duration.ofSeconds(20));
    }

    private static <T> List<T> atOnce(List<Callable<T>> work) throws InterruptedException, ExecutionException {
        var threads = Executors.newFixedThreadPool(8);
        try {
            var results = new ArrayList<T>();
            for (var result : threads.invokeAll(work)) {
                results.add(result.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void two_processes_that_decide_at_once_never_spend_more_than_is_held() throws Exception {
        var campaign = stage.campaign(new Coins(1), PRICE);
        var work = new ArrayList<Callable<Optional<Notice>>>();
        for (int decision = 0; decision < 60; decision++) {
            work.add(() -> Stage.decide(one, first, campaign, PRICE, SLICE, BEGIN));
            work.add(() -> Stage.decide(two, second, campaign, PRICE, SLICE, BEGIN));
        }
        var notices = atOnce(work).stream().flatMap(Optional::stream).toList();
        assertThat(notices).hasSize(20);
        assertThat(stage.figures(campaign).reserved()).isEqualTo(new Coins(1).micros());

        var bills = new ArrayList<Callable<Verdict>>();
        for (var notice : notices) {
            bills.add(() -> Stage.bill(one, notice, BEGIN));
            bills.add(() -> Stage.bill(two, notice, BEGIN));
        }
        var verdicts = atOnce(bills);
        assertThat(verdicts).containsOnly(Verdict.BILLED, Verdict.BILLED_BEFORE);
        assertThat(verdicts).filteredOn(Verdict.BILLED::equals).hasSize(20);
        assertThat(stage.figures(campaign).billed()).isEqualTo(new Coins(1).micros());
        assertThat(stage.figures(campaign).exhausted(PRICE)).isTrue();
    }

    @Test
    void a_process_serves_from_its_own_lease_only() {
        var campaign = stage.campaign(new Coins(10), PRICE);
        assertThat(Stage.decide(one, first, campaign, PRICE, SLICE, BEGIN)).isPresent();
        var reservation =
                new LeaseStore.Reservation(Stage.id(), Stage.VIEWER, "for-you", PRICE, BEGIN, BEGIN.plusSeconds(1));
        assertThat(two.reserve(second, campaign, reservation).await().indefinitely())
                .isEmpty();
    }

    @Test
    void a_notice_in_time_is_billed_and_one_at_its_expiry_is_late() {
        var campaign = stage.campaign(new Coins(10), PRICE);
        var inTime = Stage.decide(one, first, campaign, PRICE, SLICE, BEGIN).orElseThrow();
        var late = Stage.decide(one, first, campaign, PRICE, SLICE, BEGIN).orElseThrow();
        assertThat(Stage.bill(two, inTime, BEGIN.plus(NOTICE).minusMillis(1))).isEqualTo(Verdict.BILLED);
        assertThat(Stage.bill(two, late, BEGIN.plus(NOTICE))).isEqualTo(Verdict.LATE);
        assertThat(Stage.bill(two, late, BEGIN.plus(NOTICE))).isEqualTo(Verdict.LATE);
        assertThat(Stage.bill(two, inTime, BEGIN.plus(NOTICE).plusSeconds(5)))
                .as("again, after its expiry")
                .isEqualTo(Verdict.BILLED_BEFORE);
        assertThat(stage.figures(campaign).billed()).isEqualTo(PRICE);
        tidy(BEGIN.plus(NOTICE));
        assertThat(stage.figures(campaign).reserved()).isEqualTo(Micros.NONE);
        assertThat(stage.figures(campaign).leased()).isEqualTo(Micros.NONE);
    }

    @Test
    void what_was_given_back_is_billed_no_more() {
        var campaign = stage.campaign(new Coins(10), PRICE);
        var notice = Stage.decide(one, first, campaign, PRICE, SLICE, BEGIN).orElseThrow();
        tidy(BEGIN.plus(NOTICE));
        assertThat(Stage.bill(two, notice, BEGIN))
                .as("by a clock that is behind")
                .isEqualTo(Verdict.LATE);
        assertThat(stage.figures(campaign).unleased()).isEqualTo(new Coins(10).micros());
    }

    @Test
    void another_viewer_price_or_lease_is_a_forgery() {
        var campaign = stage.campaign(new Coins(10), PRICE);
        var notice = Stage.decide(one, first, campaign, PRICE, SLICE, BEGIN).orElseThrow();
        assertThat(one.bill(notice, Stage.id(), BEGIN).await().indefinitely()).isEqualTo(Verdict.FORGED);
        var dearer = new Notice(campaign, notice.lease(), notice.impression(), new Micros(50_001), notice.expiresAt());
        assertThat(Stage.bill(one, dearer, BEGIN)).isEqualTo(Verdict.FORGED);
        var elsewhere = new Notice(campaign, Stage.id(), notice.impression(), PRICE, notice.expiresAt());
        assertThat(Stage.bill(one, elsewhere, BEGIN)).isEqualTo(Verdict.FORGED);
        assertThat(stage.figures(campaign).billed()).isEqualTo(Micros.NONE);
    }

    @Test
    void an_open_lease_is_closed_when_it_is_over_but_not_while_something_is_reserved() {
        var campaign = stage.campaign(new Coins(10), PRICE);
        Stage.decide(one, first, campaign, PRICE, SLICE, BEGIN);
        one.close(BEGIN.plus(NOTICE), 10).await().indefinitely();
        assertThat(stage.figures(campaign).leased().isNone()).isFalse();
        tidy(BEGIN.plus(NOTICE));
        assertThat(stage.figures(campaign).unleased()).isEqualTo(new Coins(10).micros());
    }

    @Test
    void after_the_end_nothing_is_leased_or_reserved() {
        var campaign = stage.campaign(new Coins(10), PRICE);
        var notice = Stage.decide(one, first, campaign, PRICE, SLICE, BEGIN).orElseThrow();
        stage.in(tx -> tx.query(
                        "UPDATE campaign SET state = 'CANCELLED', ending = 'CANCELLED' WHERE id = '" + campaign + "'")
                .execute()
                .flatMap(done -> stage.budgets().stopDelivery(tx, campaign)));
        assertThat(Stage.decide(one, first, campaign, PRICE, SLICE, BEGIN)).isEmpty();
        assertThat(Stage.decide(two, second, campaign, PRICE, SLICE, BEGIN)).isEmpty();
        assertThat(Stage.bill(one, notice, BEGIN)).isEqualTo(Verdict.BILLED);
        one.close(BEGIN, 10).await().indefinitely();
        assertThat(stage.figures(campaign).quiet()).isTrue();
    }

    @Test
    void no_more_is_captured_than_was_billed() {
        var campaign = stage.campaign(new Coins(10), new Micros(1_000_000));
        var notice = Stage.decide(one, first, campaign, new Micros(1_000_000), SLICE, BEGIN)
                .orElseThrow();
        Stage.bill(one, notice, BEGIN);
        assertThatThrownBy(() -> stage.in(tx -> stage.budgets().capture(tx, campaign, new Coins(2))))
                .isInstanceOf(IllegalStateException.class);
        stage.in(tx -> tx.preparedQuery("INSERT INTO capture VALUES ($1, $2, '1', 1, now())")
                .execute(io.vertx.mutiny.sqlclient.Tuple.of(Stage.id(), campaign))
                .flatMap(done -> stage.budgets().capture(tx, campaign, new Coins(1))));
        assertThat(stage.figures(campaign).captured()).isEqualTo(new Coins(1).micros());
    }

    @Test
    void a_budget_is_not_settled_while_it_is_lent() {
        var campaign = stage.campaign(new Coins(10), PRICE);
        Stage.decide(one, first, campaign, PRICE, SLICE, BEGIN);
        stage.in(tx -> stage.budgets().stopDelivery(tx, campaign));
        assertThatThrownBy(() -> stage.in(tx -> stage.budgets().settle(tx, campaign, BEGIN)))
                .isInstanceOf(IllegalStateException.class);
        tidy(BEGIN.plus(NOTICE));
        stage.in(tx -> stage.budgets().settle(tx, campaign, BEGIN));
        assertThat(stage.figures(campaign).refunded()).isEqualTo(new Coins(10).micros());
    }

    @Test
    void what_was_billed_is_never_changed_or_deleted() {
        for (var table : List.of("billing", "late_notice", "capture", "capture_outcome", "refund")) {
            assertThatThrownBy(() ->
                            stage.in(tx -> tx.query("DELETE FROM " + table).execute()))
                    .hasMessageContaining("never changed or deleted");
        }
    }
}
