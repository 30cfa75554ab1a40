package dev.coinstage.wallet.ledger.domain;

import static dev.coinstage.wallet.ledger.domain.Chain.GIVEN_COINS;
import static dev.coinstage.wallet.ledger.domain.Chain.PROMOTE_COINS;
import static dev.coinstage.wallet.ledger.domain.Chain.gift;
import static dev.coinstage.wallet.ledger.domain.Chain.named;
import static dev.coinstage.wallet.ledger.domain.Chain.purchase;
import static dev.coinstage.wallet.ledger.domain.Chain.transfer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coinstage.wallet.ledger.domain.Decided.AccountChange;
import dev.coinstage.wallet.ledger.domain.Outcome.AccountClosed;
import dev.coinstage.wallet.ledger.domain.Outcome.AccountFrozen;
import dev.coinstage.wallet.ledger.domain.Outcome.AccountNotEmpty;
import dev.coinstage.wallet.ledger.domain.Outcome.Posted;
import dev.coinstage.wallet.ledger.domain.Outcome.Posted.Balance;
import dev.coinstage.wallet.ledger.domain.Outcome.Refusal;
import org.junit.jupiter.api.Test;

/** Freezing, closing and limiting, in the same queue as money. */
class AccountRulesTest {

    private static final AccountKey VERA = Chain.viewer("vera");
    private static final AccountKey CARLA = Chain.creator("carla");

    private final KeptLedger ledger = new KeptLedger();

    private Outcome post(Chain chain) {
        return ledger.post(chain.command()).get(0);
    }

    private void assertRefused(Chain chain, Refusal refusal) {
        var before = ledger.books();
        assertThat(post(chain)).isEqualTo(refusal);
        assertThat(ledger.books()).isEqualTo(before);
    }

    @Test
    void a_freeze_is_a_posting_that_tells_the_account_and_moves_nothing() {
        ledger.post(purchase("p", VERA, 10));

        assertThat(post(named("f").freeze(VERA))).isInstanceOfSatisfying(Posted.class, posted -> {
            assertThat(posted.sequence()).isEqualTo(2);
            assertThat(posted.balances()).containsExactly(new Balance(VERA.id(), 10, 10));
            assertThat(posted.moved()).isEmpty();
        });
        assertThat(ledger.books().accountChanges())
                .containsExactly(new AccountChange(2, 0, VERA.id(), true, false, 0, Account.LARGEST));
    }

    @Test
    void an_account_is_frozen_and_free_again_between_the_gifts_of_one_batch() {
        var outcomes = ledger.post(
                purchase("p", VERA, 10),
                named("f").freeze(VERA).command(),
                gift("g1", VERA, 1, CARLA, 1),
                named("u").unfreeze(VERA).command(),
                gift("g2", VERA, 1, CARLA, 1));

        assertThat(outcomes.get(2)).isEqualTo(new AccountFrozen(VERA.id()));
        assertThat(outcomes.get(4)).isInstanceOf(Posted.class);
        assertThat(ledger.balance(VERA)).isEqualTo(9);
    }

    @Test
    void a_frozen_account_makes_no_new_holds_and_balancings_on_either_side() {
        ledger.post(purchase("p", VERA, 10));
        post(named("f").freeze(VERA));
        assertRefused(named("h").budget(VERA, 1), new AccountFrozen(VERA.id()));
        assertRefused(named("b").balance(VERA, GIVEN_COINS, 1, TransferCode.GIFT_COINS), new AccountFrozen(VERA.id()));

        post(named("u").unfreeze(VERA).freeze(PROMOTE_COINS));
        assertRefused(named("h2").budget(VERA, 1), new AccountFrozen(PROMOTE_COINS.id()));
    }

    @Test
    void of_two_frozen_accounts_the_debited_one_is_told() {
        ledger.post(purchase("p", VERA, 10));
        post(named("f").freeze(GIVEN_COINS).freeze(VERA));

        assertRefused(named("g").spend(VERA, 1), new AccountFrozen(VERA.id()));
    }

    @Test
    void what_is_closed_is_told_before_what_is_frozen_and_that_before_what_is_missing() {
        post(named("f").freeze(VERA));
        assertRefused(named("g1").spend(VERA, 1), new AccountFrozen(VERA.id()));

        post(named("c").close(GIVEN_COINS));
        assertRefused(named("g2").spend(VERA, 1), new AccountClosed(GIVEN_COINS.id()));
    }

    @Test
    void of_two_closed_accounts_the_debited_one_is_told() {
        post(named("c").close(GIVEN_COINS).close(VERA));

        assertRefused(named("g").spend(VERA, 1), new AccountClosed(VERA.id()));
    }

    @Test
    void an_account_with_units_cannot_be_closed() {
        ledger.post(purchase("p", VERA, 10));

        assertRefused(named("c").close(VERA), new AccountNotEmpty(VERA.id(), 10, 0));
    }

    @Test
    void an_account_in_debt_cannot_be_closed() {
        ledger.post(purchase("p", VERA, 10));

        assertRefused(named("c").close(Chain.ISSUED_COINS), new AccountNotEmpty(Chain.ISSUED_COINS.id(), -10, 0));
    }

    @Test
    void an_account_with_holds_on_either_side_cannot_be_closed() {
        ledger.post(purchase("p", VERA, 10), named("h").budget(VERA, 10).command());

        assertRefused(named("c1").close(VERA), new AccountNotEmpty(VERA.id(), 10, 10));
        assertRefused(named("c2").close(PROMOTE_COINS), new AccountNotEmpty(PROMOTE_COINS.id(), 0, 10));
    }

    @Test
    void an_account_is_closed_once_it_is_empty() {
        ledger.post(purchase("p", VERA, 10), named("h").budget(VERA, 10).command());
        post(named("capture").capture(transfer("h", 0), 10));

        assertThat(post(named("c").close(VERA))).isInstanceOf(Posted.class);
        assertThat(ledger.account(VERA).closed()).isTrue();
    }

    @Test
    void a_closed_account_refuses_all_changes() {
        post(named("c").close(VERA));

        var closed = new AccountClosed(VERA.id());
        assertRefused(named("1").freeze(VERA), closed);
        assertRefused(named("2").unfreeze(VERA), closed);
        assertRefused(named("3").limit(VERA, 0, 10), closed);
        assertRefused(named("4").close(VERA), closed);
        assertRefused(named("5").issue(VERA, 1), closed);
    }

    @Test
    void a_refused_chain_takes_its_freeze_back() {
        ledger.post(purchase("p", VERA, 10));

        assertRefused(named("c").freeze(CARLA).spend(VERA, 11), new Outcome.InsufficientFunds(VERA.id(), 11, 10));
    }

    @Test
    void changes_of_one_chain_are_told_by_their_links() {
        post(named("c").freeze(VERA).earn(CARLA, 1).limit(CARLA, 1, 9));

        assertThat(ledger.books().accountChanges())
                .containsExactly(
                        new AccountChange(1, 0, VERA.id(), true, false, 0, Account.LARGEST),
                        new AccountChange(1, 2, CARLA.id(), false, false, 1, 9));
    }
}
