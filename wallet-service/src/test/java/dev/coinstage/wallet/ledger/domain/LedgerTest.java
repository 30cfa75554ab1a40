package dev.coinstage.wallet.ledger.domain;

import static dev.coinstage.wallet.ledger.domain.Chain.GIVEN_COINS;
import static dev.coinstage.wallet.ledger.domain.Chain.ISSUED_COINS;
import static dev.coinstage.wallet.ledger.domain.Chain.ISSUED_DIAMONDS;
import static dev.coinstage.wallet.ledger.domain.Chain.gift;
import static dev.coinstage.wallet.ledger.domain.Chain.named;
import static dev.coinstage.wallet.ledger.domain.Chain.posting;
import static dev.coinstage.wallet.ledger.domain.Chain.purchase;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coinstage.wallet.ledger.domain.Decided.PostedCommand;
import dev.coinstage.wallet.ledger.domain.Outcome.AccountClosed;
import dev.coinstage.wallet.ledger.domain.Outcome.AccountFrozen;
import dev.coinstage.wallet.ledger.domain.Outcome.AlreadyBooked;
import dev.coinstage.wallet.ledger.domain.Outcome.BalanceTooLarge;
import dev.coinstage.wallet.ledger.domain.Outcome.InsufficientFunds;
import dev.coinstage.wallet.ledger.domain.Outcome.Posted;
import dev.coinstage.wallet.ledger.domain.Outcome.Posted.Balance;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LedgerTest {

    private static final AccountKey VERA = Chain.viewer("vera");
    private static final AccountKey VIC = Chain.viewer("vic");
    private static final AccountKey CARLA = Chain.creator("carla");

    private final KeptLedger ledger = new KeptLedger();

    @Test
    void a_gift_moves_coins_from_the_viewer_and_diamonds_to_the_creator() {
        ledger.post(purchase("p", VERA, 100));

        var outcomes = ledger.post(gift("g", VERA, 30, CARLA, 12));

        assertThat(outcomes)
                .containsExactly(new Posted(
                        posting("g"),
                        2,
                        2,
                        KeptLedger.BEGIN,
                        List.of(
                                new Balance(VERA.id(), 70, 70),
                                new Balance(GIVEN_COINS.id(), 30, 30),
                                new Balance(ISSUED_DIAMONDS.id(), -12, -12),
                                new Balance(CARLA.id(), 12, 12)),
                        List.of(),
                        "{\"name\":\"g\"}"));
        assertThat(ledger.balance(VERA)).isEqualTo(70);
        assertThat(ledger.balance(CARLA)).isEqualTo(12);
    }

    @Test
    void a_gift_beyond_the_balance_is_refused_and_changes_nothing() {
        ledger.post(purchase("p", VERA, 100));
        var before = ledger.books();

        var outcomes = ledger.post(gift("g", VERA, 101, CARLA, 12));

        assertThat(outcomes).containsExactly(new InsufficientFunds(VERA.id(), 101, 100));
        assertThat(ledger.books()).isEqualTo(before);
    }

    @Test
    void a_gift_of_the_whole_balance_is_posted() {
        ledger.post(purchase("p", VERA, 100), gift("g", VERA, 100, CARLA, 12));

        assertThat(ledger.balance(VERA)).isZero();
        assertThat(ledger.balance(CARLA)).isEqualTo(12);
    }

    @Test
    void coins_that_are_held_are_not_available() {
        ledger.post(purchase("p", VERA, 100), named("h").budget(VERA, 40).command());

        assertThat(ledger.post(gift("g", VERA, 61, CARLA, 1)))
                .containsExactly(new InsufficientFunds(VERA.id(), 61, 60));
    }

    @Test
    void a_chain_whose_last_link_is_refused_posts_none_of_its_links() {
        ledger.post(purchase("p", VERA, 100));
        var before = ledger.books();

        var outcomes = ledger.post(
                named("c").earn(CARLA, 5).spend(VERA, 60).spend(VERA, 41).command());

        assertThat(outcomes).containsExactly(new InsufficientFunds(VERA.id(), 41, 40));
        assertThat(ledger.books()).isEqualTo(before);
    }

    @Test
    void a_later_link_may_spend_what_an_earlier_link_brought() {
        var outcomes = ledger.post(named("c").issue(VERA, 50).spend(VERA, 50).command());

        assertThat(outcomes).hasOnlyElementsOfType(Posted.class);
        assertThat(ledger.balance(VERA)).isZero();
    }

    @Test
    void an_earlier_link_may_not_spend_what_a_later_link_would_bring() {
        var outcomes = ledger.post(named("c").spend(VERA, 50).issue(VERA, 50).command());

        assertThat(outcomes).containsExactly(new InsufficientFunds(VERA.id(), 50, 0));
        assertThat(ledger.books().accounts()).isEmpty();
    }

    @Test
    void a_refused_command_harms_neither_the_one_before_nor_the_one_after() {
        var outcomes = ledger.post(
                purchase("p", VERA, 100), gift("too much", VERA, 101, CARLA, 1), gift("enough", VERA, 100, CARLA, 1));

        assertThat(outcomes.get(0)).isInstanceOf(Posted.class);
        assertThat(outcomes.get(1)).isEqualTo(new InsufficientFunds(VERA.id(), 101, 100));
        assertThat(((Posted) outcomes.get(2)).sequence()).isEqualTo(2);
    }

    @Test
    void a_frozen_viewer_cannot_give() {
        ledger.post(purchase("p", VERA, 100));
        ledger.post(named("f").freeze(VERA).command());
        var before = ledger.books();

        assertThat(ledger.post(gift("g", VERA, 1, CARLA, 1))).containsExactly(new AccountFrozen(VERA.id()));
        assertThat(ledger.books()).isEqualTo(before);
    }

    @Test
    void a_frozen_creator_cannot_receive_and_the_viewer_keeps_the_coins() {
        ledger.post(purchase("p", VERA, 100));
        ledger.post(named("f").freeze(CARLA).command());

        assertThat(ledger.post(gift("g", VERA, 1, CARLA, 1))).containsExactly(new AccountFrozen(CARLA.id()));
        assertThat(ledger.balance(VERA)).isEqualTo(100);
    }

    @Test
    void a_closed_account_neither_gives_nor_receives() {
        ledger.post(named("f").close(VERA).command());

        assertThat(ledger.post(gift("g", VERA, 1, CARLA, 1), purchase("q", VERA, 1)))
                .containsExactly(new AccountClosed(VERA.id()), new AccountClosed(VERA.id()));
        assertThat(ledger.balance(VERA)).isZero();
    }

    @Test
    void an_account_that_is_frozen_and_closed_is_called_closed() {
        ledger.post(named("f").freeze(VERA).close(VERA).command());

        assertThat(ledger.post(purchase("p", VERA, 1))).containsExactly(new AccountClosed(VERA.id()));
    }

    @Test
    void credits_end_where_numbers_would_no_longer_be_exact() {
        ledger.post(named("a").earn(CARLA, Account.LARGEST - 1).command());

        var outcomes = ledger.post(
                named("b")
                        .move(CARLA, ISSUED_DIAMONDS, 10, TransferCode.GIFT_DIAMONDS)
                        .command(),
                named("c").earn(CARLA, 2).command());

        assertThat(outcomes.get(1)).isEqualTo(new BalanceTooLarge(CARLA.id(), Account.LARGEST));
        assertThat(ledger.post(named("d").earn(CARLA, 1).command())).hasOnlyElementsOfType(Posted.class);
        assertThat(ledger.account(CARLA).creditsPosted()).isEqualTo(Account.LARGEST);
    }

    @Test
    void debits_end_where_numbers_would_no_longer_be_exact() {
        ledger.post(named("a").earn(CARLA, Account.LARGEST).command());

        assertThat(ledger.post(named("b").earn(Chain.creator("carl"), 1).command()))
                .containsExactly(new BalanceTooLarge(ISSUED_DIAMONDS.id(), Account.LARGEST));
    }

    @Test
    void a_claim_is_booked_once() {
        ledger.post(purchase("p", VERA, 100));
        var before = ledger.books();
        var again = named("again").issue(VIC, 100).claim("p").command();

        assertThat(ledger.post(again)).containsExactly(new AlreadyBooked(new Claim("APP_STORE", "p"), posting("p")));
        assertThat(ledger.books()).isEqualTo(before);
    }

    @Test
    void a_claim_is_booked_once_within_one_batch_too() {
        var again = named("again").issue(VERA, 100).claim("p").command();

        var outcomes = ledger.post(purchase("p", VERA, 100), again);

        assertThat(outcomes.get(1)).isEqualTo(new AlreadyBooked(new Claim("APP_STORE", "p"), posting("p")));
        assertThat(ledger.balance(VERA)).isEqualTo(100);
    }

    @Test
    void the_same_value_in_another_namespace_is_another_claim() {
        var other = named("other").earn(CARLA, 1).claim(new Claim("PLAY", "p")).command();

        assertThat(ledger.post(purchase("p", VERA, 100), other)).hasOnlyElementsOfType(Posted.class);
    }

    @Test
    void a_refused_command_books_no_claim() {
        var refused = named("refused").spend(VERA, 1).claim("t").command();
        var posted = named("posted").issue(VERA, 1).claim("t").command();

        var outcomes = ledger.post(refused, posted);

        assertThat(outcomes.get(0)).isEqualTo(new InsufficientFunds(VERA.id(), 1, 0));
        assertThat(ledger.books().booked()).containsOnly(Map.entry(new Claim("APP_STORE", "t"), posting("posted")));
    }

    @Test
    void time_and_sequences_come_from_the_head() {
        var at = new LedgerTime(7, 41, Instant.parse("2026-03-04T05:06:07Z"));

        var decided = Ledger.decide(LedgerState.EMPTY, List.of(purchase("p", VERA, 9), purchase("q", VERA, 9)), at);

        assertThat(decided.time()).isEqualTo(at);
        assertThat(decided.postings()).extracting(PostedCommand::sequence).containsExactly(42L, 43L);
        assertThat(decided.transfers())
                .extracting(Decided.PostedTransfer::sequence)
                .containsExactly(42L, 42L, 43L, 43L);
        assertThat(decided.outcomes().get(1)).isInstanceOfSatisfying(Posted.class, posted -> {
            assertThat(posted.commitSequence()).isEqualTo(7);
            assertThat(posted.sequence()).isEqualTo(43);
            assertThat(posted.at()).isEqualTo(at.at());
        });
    }

    @Test
    void accounts_are_opened_by_their_first_posting_and_by_no_refusal() {
        var decided = Ledger.decide(
                LedgerState.EMPTY,
                List.of(gift("g", VERA, 1, CARLA, 1), named("c").earn(CARLA, 3).command()),
                time());

        assertThat(decided.opened()).extracting(Account::key).containsExactly(ISSUED_DIAMONDS, CARLA);
        assertThat(decided.changed()).isEmpty();
    }

    @Test
    void deciding_nothing_changes_nothing() {
        var decided = Ledger.decide(LedgerState.EMPTY, List.of(), time());

        assertThat(decided.outcomes()).isEmpty();
        assertThat(decided.transfers()).isEmpty();
        assertThat(decided.opened()).isEmpty();
    }

    @Test
    void issuance_runs_below_zero_by_what_it_issued() {
        ledger.post(purchase("p", VERA, 100), purchase("q", VIC, 50));

        assertThat(ledger.balance(ISSUED_COINS)).isEqualTo(-150);
        assertThat(ledger.balance(Chain.STORE)).isEqualTo(-150);
        assertThat(ledger.balance(Chain.SALES)).isEqualTo(150);
    }

    private static LedgerTime time() {
        return new LedgerTime(1, 0, KeptLedger.BEGIN);
    }
}
