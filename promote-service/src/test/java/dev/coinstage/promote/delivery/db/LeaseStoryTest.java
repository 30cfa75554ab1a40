package dev.coinstage.promote.delivery.db;

import static dev.coinstage.promote.delivery.db.Stage.BEGIN;
import static dev.coinstage.promote.delivery.db.Stage.NOTICE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coinstage.promote.delivery.app.LeaseStore;
import dev.coinstage.promote.delivery.domain.Notice;
import dev.coinstage.promote.delivery.domain.Verdict;
import dev.coinstage.promote.quantity.Coins;
import dev.coinstage.promote.quantity.Micros;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Random stories of two processes on a real database, with notices that come twice or late, in any order. */
class LeaseStoryTest {

    private static final int TRIES = 60;
    private static final Micros SLICE = new Micros(600_000);

    private static Stage stage;
    private static List<LeaseStore> processes;

    @BeforeContainer
    static void start() {
        stage = new Stage("lease_stories");
        processes = List.of(stage.process(), stage.process());
    }

    @AfterContainer
    static void stop() {
        stage.close();
        assertThat(capturedInAll).isGreaterThan(TRIES / 2);
    }

    enum What {
        DECIDE,
        NOTICE,
        TIME_PASSES,
        EXPIRE,
        CLOSE,
        CAPTURE
    }

    private final List<UUID> holders = List.of(Stage.id(), Stage.id());
    private final List<Notice> notices = new ArrayList<>();
    private final Set<UUID> billed = new HashSet<>();
    private UUID campaign;
    private Micros price;
    private Instant now;
    private long captured;

    /** Of all stories: they would prove little if none of them came as far. */
    private static long capturedInAll;

    @Property(tries = TRIES, shrinking = ShrinkingMode.BOUNDED, edgeCases = EdgeCasesMode.NONE)
    void every_micro_coin_is_in_one_place_and_every_impression_is_billed_once(
            @ForAll @Size(min = 20, max = 60) List<What> story,
            @ForAll @Size(60) List<@IntRange(max = 30) Integer> choices,
            @ForAll @LongRange(min = 1, max = 3) long coins,
            @ForAll @LongRange(min = 250_000, max = 700_000) long micros) {
        notices.clear();
        billed.clear();
        price = new Micros(micros);
        campaign = stage.campaign(new Coins(coins), price);
        now = BEGIN;
        captured = 0;
        for (int at = 0; at < story.size(); at++) {
            take(story.get(at), choices.get(at));
            assertRight(coins);
        }
        end(coins);
    }

    private void take(What step, int choice) {
        var process = processes.get(choice % 2);
        switch (step) {
            case DECIDE -> decide(process, choice);
            case NOTICE -> notices.stream().skip(choice % 2).toList().forEach(notice -> bill(process, notice));
            case TIME_PASSES -> now = now.plus(NOTICE.dividedBy(3));
            case EXPIRE -> process.expire(now, 1 + choice).await().atMost(Duration.ofSeconds(20));
            case CLOSE -> process.close(now, 1 + choice).await().atMost(Duration.ofSeconds(20));
            case CAPTURE -> capture();
        }
    }

    private void decide(LeaseStore process, int choice) {
        for (int decision = 0; decision <= 1 + choice % 4; decision++) {
            Stage.decide(process, holders.get(choice % 2), campaign, price, SLICE, now)
                    .ifPresent(notices::add);
        }
    }

    private void bill(LeaseStore process, Notice notice) {
        var verdict = Stage.bill(process, notice, now);
        if (billed.contains(notice.impression())) {
            assertThat(verdict).isEqualTo(Verdict.BILLED_BEFORE);
        } else if (now.isBefore(notice.expiresAt())) {
            assertThat(verdict).isEqualTo(Verdict.BILLED);
            billed.add(notice.impression());
        } else {
            assertThat(verdict).isEqualTo(Verdict.LATE);
        }
    }

    private void capture() {
        var coins = stage.figures(campaign).capturable();
        if (coins.value() > 0) {
            stage.in(tx -> tx.preparedQuery("INSERT INTO capture VALUES ($1, $2, $4, $3, now())")
                    .execute(Tuple.of(
                            Stage.id(), campaign, coins.value(), Stage.id().toString()))
                    .flatMap(done -> stage.budgets().capture(tx, campaign, coins)));
            captured += coins.value();
            capturedInAll += coins.value();
        }
    }

    private void assertRight(long coins) {
        var figures = stage.figures(campaign);
        assertThat(stage.broken()).isZero();
        assertThat(figures.captured()).isEqualTo(new Coins(captured).micros());
        assertThat(figures.captured().plus(figures.billed())).isEqualTo(price.times(billed.size()));
        assertThat(figures.captured().plus(figures.billed()).plus(figures.reserved()))
                .isLessThanOrEqualTo(new Coins(coins).micros());
    }

    /** It ends: what is out expires, the last coins are captured, the rest is refunded. */
    private void end(long coins) {
        stage.in(tx -> stage.budgets().stopDelivery(tx, campaign));
        now = now.plus(NOTICE);
        processes.get(0).expire(now, 1000).await().atMost(Duration.ofSeconds(20));
        processes.get(1).close(now, 1000).await().atMost(Duration.ofSeconds(20));
        capture();
        stage.in(tx -> stage.budgets().settle(tx, campaign, now));
        var figures = stage.figures(campaign);
        assertThat(stage.broken()).isZero();
        assertThat(figures.captured().wholeCoins())
                .isEqualTo(price.times(billed.size()).wholeCoins());
        assertThat(figures.refunded()).isEqualTo(new Coins(coins - captured).micros());
    }
}
