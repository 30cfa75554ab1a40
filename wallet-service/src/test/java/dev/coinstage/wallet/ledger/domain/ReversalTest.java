package dev.coinstage.wallet.ledger.domain;

import static dev.coinstage.wallet.ledger.domain.Chain.ISSUED_COINS;
import static dev.coinstage.wallet.ledger.domain.Chain.ISSUED_DIAMONDS;
import static dev.coinstage.wallet.ledger.domain.Chain.PROMOTE_COINS;
import static dev.coinstage.wallet.ledger.domain.Chain.gift;
import static dev.coinstage.wallet.ledger.domain.Chain.named;
import static dev.coinstage.wallet.ledger.domain.Chain.purchase;
import static dev.coinstage.wallet.ledger.domain.Chain.transfer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coinstage.wallet.ledger.domain.Outcome.AccountClosed;
import dev.coinstage.wallet.ledger.domain.Outcome.AlreadyReversed;
import dev.coinstage.wallet.ledger.domain.Outcome.FundsMoved;
import dev.coinstage.wallet.ledger.domain.Outcome.NotReversible;
import dev.coinstage.wallet.ledger.domain.Outcome.Posted;
import dev.coinstage.wallet.ledger.domain.Outcome.Posted.Moved;
import dev.coinstage.wallet.ledger.domain.Outcome.Refusal;
import dev.coinstage.wallet.ledger.domain.Outcome.UnknownTransfer;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReversalTest {

    private static final AccountKey VERA = Chain.viewer("vera");
    private static final AccountKey VIC = Chain.viewer("vic");
    private static final AccountKey CARLA = Chain.creator("carla");
    private static final AccountKey VERAS_DEBT = new AccountKey("vera", AccountKind.VIEWER_RECEIVABLE, Asset.COIN);
    private static final AccountKey CARLAS_DEBT =
            new AccountKey("carla", AccountKind.CREATOR_RECEIVABLE, Asset.DIAMOND);
    private static final UUID PURCHASE = transfer("p", 0);
    private static final UUID DIAMONDS = transfer("g", 1);

    private final KeptLedger ledger = new KeptLedger();

    @BeforeEach
    void buyAndGive() {
        ledger.post(purchase("p", VERA, 100), gift("g", VERA, 30, CARLA, 12));
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
    void a_reversal_moves_the_units_back() {
        var posted = (Posted) post(named("r").reverse(DIAMONDS));

        assertThat(posted.moved()).containsExactly(new Moved(transfer("r", 0), TransferKind.REVERSAL, 12));
        assertThat(ledger.balance(CARLA)).isZero();
        assertThat(ledger.balance(ISSUED_DIAMONDS)).isZero();
    }

    @Test
    void a_transfer_is_reversed_once_whatever_force_is_used() {
        post(named("r").reverse(DIAMONDS));
        post(named("more").earn(CARLA, 50));

        assertRefused(named("again").reverse(DIAMONDS), new AlreadyReversed(DIAMONDS, transfer("r", 0)));
        assertRefused(named("forced").forceReverse(DIAMONDS), new AlreadyReversed(DIAMONDS, transfer("r", 0)));
    }

    @Test
    void a_transfer_is_reversed_once_within_one_batch_too() {
        var outcomes = ledger.post(
                named("r").reverse(DIAMONDS).command(),
                named("again").forceReverse(DIAMONDS).command());

        assertThat(outcomes.get(1)).isEqualTo(new AlreadyReversed(DIAMONDS, transfer("r", 0)));
    }

    @Test
    void a_transfer_that_nobody_made_cannot_be_reversed() {
        var unknown = transfer("nowhere", 0);
        assertRefused(named("r").reverse(unknown), new UnknownTransfer(unknown));
    }

    @Test
    void only_what_moved_units_can_be_reversed() {
        post(named("h").budget(VERA, 10));
        post(named("c").captureAndRelease(transfer("h", 0), 4));
        post(named("r").reverse(transfer("c", 0)));

        assertRefused(named("1").reverse(transfer("h", 0)), new NotReversible(transfer("h", 0), TransferKind.HOLD));
        assertRefused(named("2").reverse(transfer("c", 1)), new NotReversible(transfer("c", 1), TransferKind.VOID));
        assertRefused(
                named("3").forceReverse(transfer("r", 0)), new NotReversible(transfer("r", 0), TransferKind.REVERSAL));
    }

    @Test
    void a_capture_is_reversed_like_a_transfer() {
        post(named("h").budget(VERA, 10));
        post(named("c").capture(transfer("h", 0), 4));

        post(named("r").reverse(transfer("c", 0)));

        assertThat(ledger.balance(PROMOTE_COINS)).isZero();
        assertThat(ledger.balance(VERA)).isEqualTo(70);
        assertThat(ledger.available(VERA)).isEqualTo(64);
        assertThat(ledger.hold(transfer("h", 0)).left()).isEqualTo(6);
    }

    @Test
    void diamonds_that_moved_on_cannot_be_taken_back() {
        post(named("payout").payout(CARLA, 5));

        assertRefused(named("r").reverse(DIAMONDS), new FundsMoved(DIAMONDS, 12, 7));
    }

    @Test
    void by_force_what_moved_on_becomes_the_creators_debt() {
        post(named("payout").payout(CARLA, 5));

        var posted = (Posted) post(named("r").forceReverse(DIAMONDS));

        assertThat(posted.moved())
                .containsExactly(
                        new Moved(transfer("r", 0), TransferKind.REVERSAL, 7),
                        new Moved(transfer("r", 1), TransferKind.REVERSAL, 5));
        assertThat(ledger.available(CARLA)).isZero();
        assertThat(ledger.balance(CARLAS_DEBT)).isEqualTo(-5);
        assertThat(ledger.balance(ISSUED_DIAMONDS)).isZero();
    }

    @Test
    void debts_add_up_on_one_account() {
        ledger.post(
                named("more").earn(CARLA, 10).command(),
                named("payout").payout(CARLA, 22).command());

        post(named("r1").forceReverse(DIAMONDS));
        post(named("r2").forceReverse(transfer("more", 0)));

        assertThat(ledger.balance(CARLAS_DEBT)).isEqualTo(-22);
    }

    @Test
    void of_a_purchase_only_the_coins_of_its_own_lot_count() {
        ledger.post(purchase("other", VERA, 500));

        assertRefused(named("r").reverse(PURCHASE), new FundsMoved(PURCHASE, 100, 70));
    }

    @Test
    void a_purchase_that_is_whole_is_taken_back_wherever_it_stands_in_the_queue() {
        ledger.post(purchase("other", VERA, 500), purchase("last", VERA, 1));

        post(named("r").reverse(transfer("other", 0)));

        assertThat(ledger.remaining(transfer("other", 0))).isZero();
        assertThat(ledger.remaining(PURCHASE)).isEqualTo(70);
        assertThat(ledger.balance(VERA)).isEqualTo(71);
    }

    @Test
    void by_force_spent_coins_of_a_purchase_become_the_viewers_debt() {
        ledger.post(purchase("other", VERA, 500));

        post(named("r").forceReverse(PURCHASE));

        assertThat(ledger.balance(VERA)).isEqualTo(500);
        assertThat(ledger.balance(VERAS_DEBT)).isEqualTo(-30);
        assertThat(ledger.balance(ISSUED_COINS)).isEqualTo(-500);
    }

    @Test
    void coins_that_were_spent_and_came_back_are_the_purchases_own_again() {
        post(named("undo gift").reverse(transfer("g", 0)));
        ledger.post(purchase("q", VERA, 500));
        assertThat(ledger.balance(VERA)).isEqualTo(600);

        post(named("r").reverse(PURCHASE));

        assertThat(ledger.balance(VERA)).isEqualTo(500);
        assertThat(ledger.remaining(Chain.lot("q", 0))).isEqualTo(500);
    }

    @Test
    void coins_of_a_budget_that_was_given_back_are_the_purchases_own_again() {
        post(named("h").budget(VERA, 70));
        post(named("c").captureAndRelease(transfer("h", 0), 20));

        assertRefused(named("r").reverse(PURCHASE), new FundsMoved(PURCHASE, 100, 50));
        post(named("f").forceReverse(PURCHASE));

        assertThat(ledger.balance(VERA)).isZero();
        assertThat(ledger.balance(VERAS_DEBT)).isEqualTo(-50);
    }

    @Test
    void by_force_nothing_is_owed_where_nobody_can_owe() {
        post(named("h").budget(VERA, 10));
        post(named("c").capture(transfer("h", 0), 10));
        post(named("spent").move(PROMOTE_COINS, ISSUED_COINS, 8, TransferCode.COIN_ORDER));

        assertRefused(named("r").forceReverse(transfer("c", 0)), new FundsMoved(transfer("c", 0), 10, 2));
    }

    @Test
    void a_minimum_protects_from_a_reversal_but_not_from_a_forced_one() {
        post(named("l").limit(CARLA, 5, Account.LARGEST));
        assertRefused(named("r").reverse(DIAMONDS), new FundsMoved(DIAMONDS, 12, 7));

        post(named("forced").forceReverse(DIAMONDS));

        assertThat(ledger.balance(CARLA)).isZero();
        assertThat(ledger.balance(CARLAS_DEBT)).isZero();
    }

    @Test
    void a_maximum_and_a_frozen_account_do_not_stop_a_reversal() {
        post(named("l").limit(VERA, 0, 10).freeze(VERA).freeze(CARLA));

        assertThat(post(named("r").reverse(DIAMONDS).reverse(transfer("g", 0)))).isInstanceOf(Posted.class);
        assertThat(ledger.balance(VERA)).isEqualTo(100);
    }

    @Test
    void a_closed_account_stops_a_reversal_on_either_side() {
        post(named("payout").move(CARLA, Chain.PAYOUTS, 12, TransferCode.PAYOUT));
        post(named("close").close(CARLA));
        assertRefused(named("r").forceReverse(DIAMONDS), new AccountClosed(CARLA.id()));

        ledger.post(purchase("vic's", VIC, 5), gift("all", VIC, 5, Chain.creator("carl"), 1));
        post(named("close vic").close(VIC));
        assertRefused(named("r2").reverse(transfer("all", 0)), new AccountClosed(VIC.id()));
    }

    @Test
    void a_closed_account_owes_nothing_new() {
        post(named("close").close(CARLAS_DEBT));
        post(named("payout").payout(CARLA, 5));

        assertRefused(named("r").forceReverse(DIAMONDS), new AccountClosed(CARLAS_DEBT.id()));
    }

    @Test
    void a_transfer_may_be_reversed_in_its_own_batch_and_its_own_chain() {
        var outcomes = ledger.post(
                gift("new", VERA, 10, CARLA, 4),
                named("r")
                        .reverse(transfer("new", 0))
                        .reverse(transfer("new", 1))
                        .command(),
                named("chain").spend(VERA, 7).reverse(transfer("chain", 0)).command());

        assertThat(outcomes).hasOnlyElementsOfType(Posted.class);
        assertThat(ledger.balance(VERA)).isEqualTo(70);
        assertThat(ledger.balance(CARLA)).isEqualTo(12);
    }
}
