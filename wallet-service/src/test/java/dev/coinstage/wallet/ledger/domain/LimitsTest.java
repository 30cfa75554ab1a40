package dev.coinstage.wallet.ledger.domain;

import static dev.coinstage.wallet.ledger.domain.Chain.GIVEN_COINS;
import static dev.coinstage.wallet.ledger.domain.Chain.ISSUED_DIAMONDS;
import static dev.coinstage.wallet.ledger.domain.Chain.named;
import static dev.coinstage.wallet.ledger.domain.Chain.purchase;
import static dev.coinstage.wallet.ledger.domain.Chain.transfer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.coinstage.wallet.ledger.domain.Outcome.BalanceTooLarge;
import dev.coinstage.wallet.ledger.domain.Outcome.InsufficientFunds;
import dev.coinstage.wallet.ledger.domain.Outcome.LimitReached;
import dev.coinstage.wallet.ledger.domain.Outcome.Posted;
import dev.coinstage.wallet.ledger.domain.Outcome.Posted.Moved;
import dev.coinstage.wallet.ledger.domain.Outcome.Refusal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What must stay, what may come, how far numbers are exact, and what is moved when all of that is asked for. */
class LimitsTest {

    private static final AccountKey VERA = Chain.viewer("vera");
    private static final AccountKey CARLA = Chain.creator("carla");

    private final KeptLedger ledger = new KeptLedger();

    @BeforeEach
    void buy() {
        ledger.post(purchase("p", VERA, 100));
    }

    private Outcome post(Chain chain) {
        return ledger.post(chain.command()).get(0);
    }

    private void assertRefused(Chain chain, Refusal refusal) {
        var before = ledger.books();
        assertThat(post(chain)).isEqualTo(refusal);
        assertThat(ledger.books()).isEqualTo(before);
    }

    private void assertPosted(Chain chain) {
        assertThat(post(chain)).isInstanceOf(Posted.class);
    }

    private static Chain rest(String name, long most) {
        return named(name).balance(VERA, GIVEN_COINS, most, TransferCode.GIFT_COINS);
    }

    @Test
    void a_minimum_stays() {
        post(named("l").limit(VERA, 30, Account.LARGEST));

        assertRefused(named("g1").spend(VERA, 71), new InsufficientFunds(VERA.id(), 71, 70));
        assertPosted(named("g2").spend(VERA, 70));
    }

    @Test
    void holds_are_not_counted_into_the_minimum() {
        post(named("l").limit(VERA, 30, Account.LARGEST));
        post(named("h").budget(VERA, 50));

        assertRefused(named("g").spend(VERA, 21), new InsufficientFunds(VERA.id(), 21, 20));
    }

    @Test
    void a_minimum_above_the_balance_takes_nothing_and_lets_nothing_go() {
        post(named("h").budget(VERA, 50));
        post(named("l").limit(VERA, 80, Account.LARGEST));

        assertThat(ledger.available(VERA)).isEqualTo(-30);
        assertRefused(named("g").spend(VERA, 1), new InsufficientFunds(VERA.id(), 1, -30));
        assertPosted(named("c").capture(transfer("h", 0), 50));
    }

    @Test
    void a_maximum_is_reached_and_not_passed() {
        post(named("l").limit(CARLA, 0, 10));

        assertPosted(named("e1").earn(CARLA, 9));
        assertRefused(named("e2").earn(CARLA, 2), new LimitReached(CARLA.id(), 10, 9));
        assertPosted(named("e3").earn(CARLA, 1));
    }

    @Test
    void holds_in_favour_count_into_the_maximum() {
        post(named("l").limit(CARLA, 0, 10));
        post(named("h").promise(CARLA, 7));

        assertRefused(named("e").earn(CARLA, 4), new LimitReached(CARLA.id(), 10, 7));
        assertRefused(named("h2").promise(CARLA, 4), new LimitReached(CARLA.id(), 10, 7));
        assertPosted(named("c").capture(transfer("h", 0), 7));
    }

    @Test
    void a_maximum_below_the_balance_takes_nothing() {
        post(named("l").limit(VERA, 0, 10));

        assertThat(ledger.balance(VERA)).isEqualTo(100);
        assertRefused(named("i").issue(VERA, 1), new LimitReached(VERA.id(), 10, 100));
        assertPosted(named("g").spend(VERA, 95));
        assertPosted(named("i2").issue(VERA, 5));
    }

    @Test
    void limits_are_lifted_like_they_were_set() {
        post(named("l").limit(VERA, 100, 100));
        post(named("lifted").limit(VERA, 0, Account.LARGEST));

        assertPosted(named("g").issue(VERA, 1).spend(VERA, 101));
    }

    @Test
    void limits_that_make_no_sense_cannot_be_asked_for() {
        assertThatIllegalArgumentException().isThrownBy(() -> named("1").limit(VERA, -1, 10));
        assertThatIllegalArgumentException().isThrownBy(() -> named("2").limit(VERA, 11, 10));
        assertThatIllegalArgumentException().isThrownBy(() -> named("3").limit(VERA, 0, Account.LARGEST + 1));
        assertThatIllegalArgumentException().isThrownBy(() -> named("4").limit(ISSUED_DIAMONDS, 1, 10));
    }

    @Test
    void what_is_pending_counts_where_numbers_end() {
        post(named("h").promise(CARLA, Account.LARGEST - 5));

        assertRefused(named("e").earn(CARLA, 6), new BalanceTooLarge(CARLA.id(), Account.LARGEST));
        assertRefused(
                named("other").earn(Chain.creator("carl"), 6),
                new BalanceTooLarge(ISSUED_DIAMONDS.id(), Account.LARGEST));
        assertPosted(named("c").capture(transfer("h", 0), Account.LARGEST - 5));
        assertPosted(named("rest").earn(CARLA, 5));
    }

    @Test
    void a_reversal_ends_where_numbers_would_no_longer_be_exact() {
        post(named("most").earn(CARLA, Account.LARGEST - 1));
        post(named("back").move(CARLA, ISSUED_DIAMONDS, Account.LARGEST - 1, TransferCode.GIFT_DIAMONDS));
        post(named("one").earn(CARLA, 1));
        post(named("r").reverse(transfer("one", 0)));

        assertThat(ledger.account(CARLA).debitsPosted()).isEqualTo(Account.LARGEST);
        assertRefused(named("r2").reverse(transfer("back", 0)), new BalanceTooLarge(CARLA.id(), Account.LARGEST));
    }

    @Test
    void a_balancing_moves_what_is_available() {
        post(named("l").limit(VERA, 10, Account.LARGEST).budget(VERA, 30));

        assertThat(((Posted) post(rest("b", 1_000))).moved())
                .containsExactly(new Moved(transfer("b", 0), TransferKind.TRANSFER, 60));
        assertThat(ledger.available(VERA)).isZero();
    }

    @Test
    void a_balancing_moves_no_more_than_asked_for() {
        post(rest("b", 40));

        assertThat(ledger.balance(VERA)).isEqualTo(60);
    }

    @Test
    void a_balancing_of_an_account_that_may_go_negative_moves_all_that_is_asked_for() {
        assertPosted(named("b").balance(ISSUED_DIAMONDS, CARLA, 40, TransferCode.GIFT_DIAMONDS));

        assertThat(ledger.balance(CARLA)).isEqualTo(40);
    }

    @Test
    void a_balancing_of_nothing_is_refused() {
        post(named("h").budget(VERA, 100));
        assertRefused(rest("b1", 40), new InsufficientFunds(VERA.id(), 1, 0));

        post(named("l").limit(VERA, 5, Account.LARGEST));
        assertRefused(rest("b2", 40), new InsufficientFunds(VERA.id(), 1, -5));
    }
}
