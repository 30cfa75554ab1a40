package dev.coinstage.wallet.ledger.domain;

import static dev.coinstage.wallet.ledger.domain.Chain.PROMOTE_COINS;
import static dev.coinstage.wallet.ledger.domain.Chain.gift;
import static dev.coinstage.wallet.ledger.domain.Chain.named;
import static dev.coinstage.wallet.ledger.domain.Chain.posting;
import static dev.coinstage.wallet.ledger.domain.Chain.purchase;
import static dev.coinstage.wallet.ledger.domain.Chain.transfer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coinstage.wallet.ledger.domain.Outcome.CaptureExceedsHold;
import dev.coinstage.wallet.ledger.domain.Outcome.HoldClosed;
import dev.coinstage.wallet.ledger.domain.Outcome.HoldExpired;
import dev.coinstage.wallet.ledger.domain.Outcome.HoldNotExpired;
import dev.coinstage.wallet.ledger.domain.Outcome.InsufficientFunds;
import dev.coinstage.wallet.ledger.domain.Outcome.Posted;
import dev.coinstage.wallet.ledger.domain.Outcome.Posted.Balance;
import dev.coinstage.wallet.ledger.domain.Outcome.Posted.Moved;
import dev.coinstage.wallet.ledger.domain.Outcome.Refusal;
import dev.coinstage.wallet.ledger.domain.Outcome.UnknownHold;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HoldTest {

    private static final AccountKey VERA = Chain.viewer("vera");
    private static final AccountKey CARLA = Chain.creator("carla");
    private static final UUID HOLD = transfer("hold", 0);
    private static final Instant IN_AN_HOUR = KeptLedger.BEGIN.plus(Duration.ofHours(1));

    private final KeptLedger ledger = new KeptLedger();

    @BeforeEach
    void buy() {
        ledger.post(purchase("p", VERA, 100));
    }

    private void holdForEver(long coins) {
        post(named("hold").budget(VERA, coins));
    }

    private void holdForAnHour(long coins) {
        post(named("hold").order(VERA, coins, IN_AN_HOUR));
    }

    private Outcome post(Chain chain) {
        return ledger.post(chain.command()).get(0);
    }

    private void assertRefused(Chain chain, Refusal refusal) {
        var before = ledger.books();
        assertThat(post(chain)).isEqualTo(refusal);
        assertThat(ledger.books()).isEqualTo(before);
    }

    @Test
    void a_hold_makes_coins_unavailable_and_moves_none() {
        assertThat(post(named("hold").budget(VERA, 40)))
                .isEqualTo(new Posted(
                        posting("hold"),
                        2,
                        2,
                        KeptLedger.BEGIN,
                        List.of(new Balance(VERA.id(), 100, 60), new Balance(PROMOTE_COINS.id(), 0, 0)),
                        List.of(new Moved(HOLD, TransferKind.HOLD, 40)),
                        "{\"name\":\"hold\"}"));
        assertThat(ledger.account(PROMOTE_COINS).creditsPending()).isEqualTo(40);
    }

    @Test
    void coins_that_are_held_cannot_be_given_or_held_again() {
        holdForEver(40);

        assertRefused(named("g").spend(VERA, 61), new InsufficientFunds(VERA.id(), 61, 60));
        assertRefused(named("h").budget(VERA, 61), new InsufficientFunds(VERA.id(), 61, 60));
    }

    @Test
    void a_capture_moves_a_part_and_leaves_the_rest_held() {
        holdForEver(40);

        post(named("c").capture(HOLD, 15));

        assertThat(ledger.balance(VERA)).isEqualTo(85);
        assertThat(ledger.available(VERA)).isEqualTo(60);
        assertThat(ledger.balance(PROMOTE_COINS)).isEqualTo(15);
        assertThat(ledger.hold(HOLD).left()).isEqualTo(25);
    }

    @Test
    void captures_follow_each_other_until_nothing_is_left() {
        holdForEver(40);

        post(named("c1").capture(HOLD, 15));
        post(named("c2").capture(HOLD, 25));

        assertThat(ledger.balance(PROMOTE_COINS)).isEqualTo(40);
        assertThat(ledger.account(VERA).debitsPending()).isZero();
        assertRefused(named("c3").capture(HOLD, 1), new HoldClosed(HOLD));
    }

    @Test
    void a_capture_beyond_the_hold_is_refused_and_changes_nothing() {
        holdForEver(40);
        post(named("c").capture(HOLD, 15));

        assertRefused(named("more").capture(HOLD, 26), new CaptureExceedsHold(HOLD, 26, 25));
    }

    @Test
    void a_capture_may_give_back_the_rest() {
        holdForEver(40);

        var posted = (Posted) post(named("c").captureAndRelease(HOLD, 15));

        assertThat(posted.moved())
                .containsExactly(
                        new Moved(transfer("c", 0), TransferKind.CAPTURE, 15),
                        new Moved(transfer("c", 1), TransferKind.VOID, 25));
        assertThat(ledger.available(VERA)).isEqualTo(85);
        assertThat(ledger.account(PROMOTE_COINS).creditsPending()).isZero();
    }

    @Test
    void a_capture_of_everything_leaves_nothing_to_give_back() {
        holdForEver(40);

        var posted = (Posted) post(named("c").captureAndRelease(HOLD, 40));

        assertThat(posted.moved()).containsExactly(new Moved(transfer("c", 0), TransferKind.CAPTURE, 40));
    }

    @Test
    void a_void_gives_back_what_was_not_captured() {
        holdForEver(40);
        post(named("c").capture(HOLD, 15));

        post(named("v").release(HOLD));

        assertThat(ledger.balance(VERA)).isEqualTo(85);
        assertThat(ledger.available(VERA)).isEqualTo(85);
        assertThat(ledger.hold(HOLD).released()).isEqualTo(25);
        assertRefused(named("again").release(HOLD), new HoldClosed(HOLD));
        assertRefused(named("late").capture(HOLD, 1), new HoldClosed(HOLD));
    }

    @Test
    void what_is_no_hold_can_be_neither_captured_nor_given_back() {
        var purchase = transfer("p", 0);
        assertRefused(named("c").capture(purchase, 1), new UnknownHold(purchase));
        assertRefused(named("v").release(purchase), new UnknownHold(purchase));
        assertRefused(named("e").expire(purchase), new UnknownHold(purchase));
    }

    @Test
    void a_hold_is_captured_until_the_moment_that_it_expires() {
        holdForAnHour(40);
        ledger.pass(Duration.ofHours(1).minusNanos(1_000));
        assertThat(post(named("just in time").capture(HOLD, 1))).isInstanceOf(Posted.class);

        ledger.pass(Duration.ofNanos(1_000));

        assertRefused(named("too late").capture(HOLD, 1), new HoldExpired(HOLD, IN_AN_HOUR));
    }

    @Test
    void a_hold_expires_when_its_time_is_over_and_not_before() {
        holdForAnHour(40);
        ledger.pass(Duration.ofHours(1).minusNanos(1_000));
        assertRefused(named("too early").expire(HOLD), new HoldNotExpired(HOLD));

        ledger.pass(Duration.ofNanos(1_000));
        var posted = (Posted) post(named("e").expire(HOLD));

        assertThat(posted.moved()).containsExactly(new Moved(transfer("e", 0), TransferKind.EXPIRY, 40));
        assertThat(ledger.available(VERA)).isEqualTo(100);
        assertRefused(named("again").expire(HOLD), new HoldClosed(HOLD));
    }

    @Test
    void a_hold_whose_time_is_over_can_still_be_given_back() {
        holdForAnHour(40);
        ledger.pass(Duration.ofHours(2));

        assertThat(post(named("v").release(HOLD))).isInstanceOf(Posted.class);
        assertThat(ledger.available(VERA)).isEqualTo(100);
    }

    @Test
    void a_hold_without_a_time_limit_never_expires() {
        holdForEver(40);
        ledger.pass(Duration.ofDays(100_000));

        assertRefused(named("e").expire(HOLD), new HoldNotExpired(HOLD));
        assertThat(post(named("c").capture(HOLD, 40))).isInstanceOf(Posted.class);
    }

    @Test
    void all_open_holds_of_a_posting_are_captured_at_once() {
        post(named("h").budget(VERA, 10).budget(VERA, 20).budget(VERA, 30));
        post(named("v").release(transfer("h", 1)));
        post(named("c").capture(transfer("h", 2), 5));

        var posted = (Posted) post(named("all").captureAll("h"));

        assertThat(posted.moved())
                .containsExactly(
                        new Moved(transfer("all", 0), TransferKind.CAPTURE, 10),
                        new Moved(transfer("all", 1), TransferKind.CAPTURE, 25));
        assertThat(ledger.balance(PROMOTE_COINS)).isEqualTo(40);
        assertRefused(named("again").captureAll("h"), new HoldClosed(posting("h")));
    }

    @Test
    void all_open_holds_of_a_posting_are_given_back_at_once() {
        post(named("h").budget(VERA, 10).spend(VERA, 5).budget(VERA, 30));

        var posted = (Posted) post(named("all").releaseAll("h"));

        assertThat(posted.moved())
                .containsExactly(
                        new Moved(transfer("all", 0), TransferKind.VOID, 10),
                        new Moved(transfer("all", 1), TransferKind.VOID, 30));
        assertThat(ledger.available(VERA)).isEqualTo(95);
        assertRefused(named("again").releaseAll("h"), new HoldClosed(posting("h")));
    }

    @Test
    void a_posting_without_holds_has_none_to_settle() {
        assertRefused(named("c").captureAll("p"), new UnknownHold(posting("p")));
        assertRefused(named("v").releaseAll("p"), new UnknownHold(posting("p")));
    }

    @Test
    void one_expired_hold_stops_the_capture_of_all() {
        post(named("h").budget(VERA, 10).order(VERA, 20, IN_AN_HOUR));
        ledger.pass(Duration.ofHours(1));

        assertRefused(named("all").captureAll("h"), new HoldExpired(transfer("h", 1), IN_AN_HOUR));
    }

    @Test
    void a_hold_may_be_captured_and_given_back_in_its_own_batch_and_its_own_chain() {
        var outcomes = ledger.post(
                named("hold").budget(VERA, 40).command(),
                named("c").capture(HOLD, 15).command(),
                named("v").release(HOLD).command(),
                named("one")
                        .budget(VERA, 10)
                        .captureAndRelease(transfer("one", 0), 4)
                        .command(),
                gift("g", VERA, 81, CARLA, 1));

        assertThat(outcomes).hasOnlyElementsOfType(Posted.class);
        assertThat(ledger.balance(VERA)).isZero();
        assertThat(ledger.balance(PROMOTE_COINS)).isEqualTo(19);
    }

    @Test
    void frozen_accounts_keep_what_they_promised() {
        holdForAnHour(40);
        post(named("second").order(VERA, 10, IN_AN_HOUR));
        post(named("third").budget(VERA, 10));
        post(named("f").freeze(VERA).freeze(PROMOTE_COINS));

        assertThat(post(named("c").capture(HOLD, 15))).isInstanceOf(Posted.class);
        assertThat(post(named("v").release(HOLD))).isInstanceOf(Posted.class);
        assertThat(post(named("a").captureAll("third"))).isInstanceOf(Posted.class);
        ledger.pass(Duration.ofHours(1));
        assertThat(post(named("e").expire(transfer("second", 0)))).isInstanceOf(Posted.class);
    }
}
