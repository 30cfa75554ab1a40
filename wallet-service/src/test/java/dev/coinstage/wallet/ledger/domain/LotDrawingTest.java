package dev.coinstage.wallet.ledger.domain;

import static dev.coinstage.wallet.ledger.domain.Chain.gift;
import static dev.coinstage.wallet.ledger.domain.Chain.lot;
import static dev.coinstage.wallet.ledger.domain.Chain.named;
import static dev.coinstage.wallet.ledger.domain.Chain.purchase;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coinstage.wallet.ledger.domain.Decided.PostedTransfer;
import dev.coinstage.wallet.ledger.domain.Decided.Segment;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LotDrawingTest {

    private static final AccountKey VERA = Chain.viewer("vera");
    private static final AccountKey VIC = Chain.viewer("vic");
    private static final AccountKey CARLA = Chain.creator("carla");

    private final KeptLedger ledger = new KeptLedger();

    @Test
    void a_purchase_founds_a_lot_with_its_provenance() {
        ledger.post(purchase("p", VERA, 10));

        assertThat(ledger.books().lots().values())
                .containsExactly(new Lot(
                        lot("p", 0), Lot.ISSUED, VERA, 64, new LotSource("APP_STORE", "p", "US", "USD", 10), 10, 10));
        assertThat(ledger.account(VERA).lots()).isEqualTo(LotCursor.START);
        assertThat(ledger.books().segments()).isEmpty();
    }

    @Test
    void lots_are_drawn_oldest_first() {
        ledger.post(purchase("old", VERA, 10), purchase("young", VERA, 10));

        ledger.post(gift("g", VERA, 4, CARLA, 1));

        assertThat(ledger.remaining(lot("old", 0))).isEqualTo(6);
        assertThat(ledger.remaining(lot("young", 0))).isEqualTo(10);
    }

    @Test
    void one_draw_goes_through_several_lots() {
        ledger.post(purchase("a", VERA, 10), purchase("b", VERA, 5), purchase("c", VERA, 10));

        ledger.post(gift("g", VERA, 17, CARLA, 1));

        assertThat(ledger.books().segments()).containsExactly(segment(0, "a"), segment(10, "b"), segment(15, "c"));
        assertThat(ledger.remaining(lot("a", 0))).isZero();
        assertThat(ledger.remaining(lot("b", 0))).isZero();
        assertThat(ledger.remaining(lot("c", 0))).isEqualTo(8);
        assertThat(ledger.account(VERA).lots()).isEqualTo(new LotCursor(17, lot("c", 0), 8));
    }

    @Test
    void a_segment_is_written_only_when_the_lot_changes() {
        ledger.post(purchase("a", VERA, 10), purchase("b", VERA, 10));

        ledger.post(gift("g1", VERA, 3, CARLA, 1), gift("g2", VERA, 3, CARLA, 1));
        ledger.post(gift("g3", VERA, 4, CARLA, 1));
        assertThat(ledger.books().segments()).containsExactly(segment(0, "a"));

        ledger.post(gift("g4", VERA, 1, CARLA, 1));
        assertThat(ledger.books().segments()).containsExactly(segment(0, "a"), segment(10, "b"));
    }

    @Test
    void a_transfer_knows_where_its_draw_begins() {
        ledger.post(purchase("p", VERA, 10), gift("g1", VERA, 3, CARLA, 1), gift("g2", VERA, 4, CARLA, 1));

        assertThat(ledger.books().transfers())
                .extracting(PostedTransfer::axisFrom)
                .containsExactly(
                        PostedTransfer.NO_DRAW,
                        PostedTransfer.NO_DRAW,
                        0L,
                        PostedTransfer.NO_DRAW,
                        3L,
                        PostedTransfer.NO_DRAW);
    }

    @Test
    void a_lot_issued_in_a_batch_may_be_drawn_in_it() {
        ledger.post(purchase("p", VERA, 10), gift("g", VERA, 4, CARLA, 1));

        assertThat(ledger.books().lots().get(lot("p", 0)).waiting()).isZero();
        assertThat(ledger.remaining(lot("p", 0))).isEqualTo(6);
    }

    @Test
    void lots_of_one_chain_are_drawn_in_the_order_of_its_links() {
        ledger.post(named("c").issue(VERA, 5).issue(VERA, 5).command());

        ledger.post(gift("g", VERA, 6, CARLA, 1));

        assertThat(ledger.remaining(lot("c", 0))).isZero();
        assertThat(ledger.remaining(lot("c", 1))).isEqualTo(4);
    }

    @Test
    void a_new_purchase_does_not_move_the_axis_back() {
        ledger.post(purchase("a", VERA, 10), gift("g1", VERA, 10, CARLA, 1));
        assertThat(ledger.account(VERA).lots()).isEqualTo(new LotCursor(10, lot("a", 0), 0));

        ledger.post(purchase("b", VERA, 10));
        assertThat(ledger.account(VERA).lots().axis()).isEqualTo(10);

        ledger.post(gift("g2", VERA, 1, CARLA, 1));
        assertThat(ledger.account(VERA).lots()).isEqualTo(new LotCursor(11, lot("b", 0), 9));
    }

    @Test
    void a_refused_draw_moves_neither_axis_nor_lots() {
        ledger.post(purchase("a", VERA, 10));

        ledger.post(named("c").spend(VERA, 6).spend(VERA, 6).command());

        assertThat(ledger.account(VERA).lots()).isEqualTo(LotCursor.START);
        assertThat(ledger.remaining(lot("a", 0))).isEqualTo(10);
    }

    @Test
    void viewers_draw_from_their_own_lots() {
        ledger.post(purchase("vera's", VERA, 10), purchase("vic's", VIC, 10));

        ledger.post(gift("g", VIC, 3, CARLA, 1));

        assertThat(ledger.remaining(lot("vera's", 0))).isEqualTo(10);
        assertThat(ledger.remaining(lot("vic's", 0))).isEqualTo(7);
    }

    /** Better no gift than one whose coins came from nowhere. */
    @Test
    void lots_that_hold_less_than_the_balance_stop_the_posting() {
        var account = Account.opened(VERA).credited(10);
        var nine = new Lot(lot("p", 0), Lot.ISSUED, VERA, 1, new LotSource("APP_STORE", "p", "US", "USD", 1), 10, 9);
        var broken = new LedgerState(
                Map.of(VERA.id(), account),
                Map.of(VERA.id(), List.of(nine)),
                List.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of());
        var at = new LedgerTime(1, 0, KeptLedger.BEGIN);

        assertThatThrownBy(() -> Ledger.decide(broken, List.of(gift("g", VERA, 10, CARLA, 1)), at))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(VERA.id().toString());
        assertThat(Ledger.decide(broken, List.of(gift("g", VERA, 9, CARLA, 1)), at)
                        .outcomes())
                .hasOnlyElementsOfType(Outcome.Posted.class);
    }

    @Test
    void deciding_leaves_the_state_that_it_was_given_as_it_was() {
        ledger.post(purchase("a", VERA, 10), purchase("b", VERA, 10));
        var command = List.of(gift("g", VERA, 15, CARLA, 1));
        var state = ledger.stateFor(command);
        var at = new LedgerTime(2, 2, KeptLedger.BEGIN);

        var first = Ledger.decide(state, command, at);
        var second = Ledger.decide(state, command, at);

        assertThat(state).isEqualTo(ledger.stateFor(command));
        assertThat(second.outcomes()).isEqualTo(first.outcomes());
        assertThat(second.segments()).isEqualTo(first.segments());
    }

    private static Segment segment(long axisFrom, String purchase) {
        return new Segment(VERA.id(), axisFrom, lot(purchase, 0));
    }
}
