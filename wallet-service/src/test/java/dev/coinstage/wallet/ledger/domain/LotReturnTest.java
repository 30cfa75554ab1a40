package dev.coinstage.wallet.ledger.domain;

import static dev.coinstage.wallet.ledger.domain.Chain.gift;
import static dev.coinstage.wallet.ledger.domain.Chain.lot;
import static dev.coinstage.wallet.ledger.domain.Chain.named;
import static dev.coinstage.wallet.ledger.domain.Chain.part;
import static dev.coinstage.wallet.ledger.domain.Chain.purchase;
import static dev.coinstage.wallet.ledger.domain.Chain.transfer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coinstage.wallet.ledger.domain.Decided.Segment;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Coins that come back are lots of the same origin at the head of the queue: the axis of drawing never moves back. */
class LotReturnTest {

    private static final AccountKey VERA = Chain.viewer("vera");
    private static final AccountKey VIC = Chain.viewer("vic");
    private static final AccountKey CARLA = Chain.creator("carla");
    private static final UUID HOLD = transfer("h", 0);

    private final KeptLedger ledger = new KeptLedger();

    /** Lots of 10, 10 and 10, and a hold of 14: all of the first and 4 of the second. */
    private void hold() {
        ledger.post(purchase("a", VERA, 10), purchase("b", VERA, 10), purchase("c", VERA, 10));
        ledger.post(named("h").budget(VERA, 14).command());
    }

    private void assertLot(UUID id, UUID parent, long coins, long left) {
        var lot = ledger.books().lots().get(id);
        assertThat(lot.parent()).isEqualTo(parent);
        assertThat(lot.coins()).isEqualTo(coins);
        assertThat(ledger.remaining(id)).isEqualTo(left);
    }

    @Test
    void a_hold_draws_its_coins_at_once() {
        hold();

        assertThat(ledger.account(VERA).lots()).isEqualTo(new LotCursor(14, lot("b", 0), 6));
        assertThat(ledger.hold(HOLD).axisFrom()).isZero();
    }

    @Test
    void a_void_gives_back_one_lot_for_each_that_was_drawn_from() {
        hold();

        ledger.post(named("v").release(HOLD).command());

        assertLot(part("v", 0, 0), lot("a", 0), 10, 10);
        assertLot(part("v", 0, 1), lot("b", 0), 4, 4);
        assertThat(ledger.books().lots()).hasSize(5);
        assertThat(ledger.books().lots().get(part("v", 0, 1)).source())
                .isEqualTo(ledger.books().lots().get(lot("b", 0)).source());
    }

    @Test
    void captures_take_the_front_of_the_draw_and_a_void_gives_back_its_tail() {
        hold();

        ledger.post(named("c").capture(HOLD, 9).command());
        ledger.post(named("v").release(HOLD).command());

        assertLot(part("v", 0, 0), lot("a", 0), 1, 1);
        assertLot(part("v", 0, 1), lot("b", 0), 4, 4);
        assertThat(ledger.books().transfers())
                .filteredOn(one -> one.kind() == TransferKind.CAPTURE || one.kind() == TransferKind.VOID)
                .extracting(Decided.PostedTransfer::axisFrom)
                .containsExactly(0L, 9L);
    }

    @Test
    void coins_that_came_back_are_drawn_first_and_then_what_was_being_drawn_from_its_place() {
        hold();
        ledger.post(named("v").release(HOLD).command());

        ledger.post(gift("g", VERA, 25, CARLA, 1));

        assertThat(ledger.books().segments())
                .containsExactly(
                        segment(0, lot("a", 0)),
                        segment(10, lot("b", 0)),
                        segment(14, part("v", 0, 0)),
                        segment(24, part("v", 0, 1)),
                        segment(28, lot("b", 0)),
                        segment(34, lot("c", 0)));
        assertThat(ledger.remaining(lot("c", 0))).isEqualTo(5);
    }

    @Test
    void what_comes_back_last_is_drawn_first() {
        ledger.post(purchase("a", VERA, 10));
        ledger.post(named("h").budget(VERA, 2).budget(VERA, 3).command());
        ledger.post(named("v1").release(transfer("h", 0)).command());
        ledger.post(named("v2").release(transfer("h", 1)).command());

        ledger.post(gift("g", VERA, 4, CARLA, 1));

        assertThat(ledger.remaining(part("v2", 0, 0))).isZero();
        assertThat(ledger.remaining(part("v1", 0, 0))).isEqualTo(1);
        assertThat(ledger.remaining(lot("a", 0))).isEqualTo(5);
    }

    @Test
    void coins_may_come_back_again_and_keep_their_origin() {
        ledger.post(purchase("a", VERA, 10), named("h").budget(VERA, 6).command());
        ledger.post(named("v").release(HOLD).command());
        ledger.post(named("h2").budget(VERA, 6).command());

        ledger.post(named("v2").release(transfer("h2", 0)).command());

        assertLot(part("v2", 0, 0), part("v", 0, 0), 6, 6);
        assertThat(ledger.books().lots().get(part("v2", 0, 0)).source())
                .isEqualTo(ledger.books().lots().get(lot("a", 0)).source());
    }

    @Test
    void an_expiry_and_the_rest_of_a_capture_give_back_like_a_void() {
        ledger.post(purchase("a", VERA, 10));
        var soon = KeptLedger.BEGIN.plus(Duration.ofMinutes(1));
        ledger.post(named("h").order(VERA, 5, soon).budget(VERA, 4).command());
        ledger.pass(Duration.ofMinutes(1));

        ledger.post(named("e").expire(HOLD).command());
        ledger.post(named("c").captureAndRelease(transfer("h", 1), 1).command());

        assertLot(part("e", 0, 0), lot("a", 0), 5, 5);
        assertLot(part("c", 1, 0), lot("a", 0), 3, 3);
    }

    @Test
    void a_reversed_gift_brings_the_viewers_coins_back_with_their_origin() {
        hold();
        ledger.post(gift("g", VERA, 9, CARLA, 1));

        ledger.post(named("r").reverse(transfer("g", 0)).command());

        assertLot(part("r", 0, 0), lot("b", 0), 6, 6);
        assertLot(part("r", 0, 1), lot("c", 0), 3, 3);
    }

    @Test
    void a_reversed_capture_brings_back_the_coins_that_it_took() {
        hold();
        ledger.post(named("c1").capture(HOLD, 8).command());
        ledger.post(named("c2").capture(HOLD, 4).command());

        ledger.post(named("r").reverse(transfer("c2", 0)).command());

        assertLot(part("r", 0, 0), lot("a", 0), 2, 2);
        assertLot(part("r", 0, 1), lot("b", 0), 2, 2);
    }

    @Test
    void a_refund_draws_its_own_lot_and_leaves_the_others_in_their_places() {
        ledger.post(purchase("a", VERA, 10), purchase("b", VERA, 10), purchase("c", VERA, 10));
        ledger.post(gift("g", VERA, 4, CARLA, 1));

        ledger.post(named("r").reverse(lot("b", 0)).command());
        ledger.post(gift("g2", VERA, 7, CARLA, 1));

        assertThat(ledger.books().segments())
                .containsExactly(
                        segment(0, lot("a", 0)),
                        segment(4, lot("b", 0)),
                        segment(14, lot("a", 0)),
                        segment(20, lot("c", 0)));
        assertThat(ledger.remaining(lot("c", 0))).isEqualTo(9);
    }

    @Test
    void a_forced_refund_of_the_lot_being_drawn_takes_what_is_left_of_it() {
        ledger.post(purchase("a", VERA, 10), purchase("b", VERA, 10), gift("g", VERA, 4, CARLA, 1));

        ledger.post(named("r").forceReverse(lot("a", 0)).command());

        assertThat(ledger.account(VERA).lots()).isEqualTo(new LotCursor(10, lot("a", 0), 0));
        assertThat(ledger.books().segments()).containsExactly(segment(0, lot("a", 0)));
    }

    @Test
    void coins_of_a_transfer_to_another_viewer_come_back_to_the_first() {
        ledger.post(purchase("a", VERA, 10), named("t").handOver(VERA, VIC, 6).command());
        ledger.post(gift("g", VIC, 2, CARLA, 1));

        ledger.post(named("r").forceReverse(transfer("t", 0)).command());

        assertLot(part("r", 0, 0), lot("a", 0), 4, 4);
        assertLot(part("r", 1, 0), lot("a", 0), 2, 2);
        assertThat(ledger.balance(VIC)).isZero();
    }

    @Test
    void a_refused_return_leaves_no_lot() {
        hold();
        var before = ledger.books();

        ledger.post(named("v").release(HOLD).spend(VERA, 31).command());

        assertThat(ledger.books()).isEqualTo(before);
    }

    @Test
    void coins_held_and_given_back_in_one_chain_are_there_for_its_next_link() {
        ledger.post(purchase("a", VERA, 10));

        ledger.post(named("c")
                .budget(VERA, 10)
                .release(transfer("c", 0))
                .spend(VERA, 10)
                .command());

        assertLot(part("c", 1, 0), lot("a", 0), 10, 0);
        assertThat(ledger.balance(VERA)).isZero();
    }

    private static Segment segment(long axisFrom, UUID lot) {
        return new Segment(VERA.id(), axisFrom, lot);
    }
}
