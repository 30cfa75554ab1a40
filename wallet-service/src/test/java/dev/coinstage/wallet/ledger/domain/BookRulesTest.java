package dev.coinstage.wallet.ledger.domain;

import static dev.coinstage.wallet.ledger.domain.Chain.named;
import static dev.coinstage.wallet.ledger.domain.Chain.transfer;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each rule can fail: sound books are spoilt in one place, and the rule must notice. Those of lots: {@link LotRulesTest}. */
class BookRulesTest {

    private static final AccountKey VIEWER = Chain.viewer("vera");
    private static final AccountKey CREATOR = Chain.creator("carla");
    private static final AccountKey EMPTY = Chain.creator("carl");
    private static final UUID CAMPAIGN = transfer("campaign", 0);
    private static final UUID GIFT = transfer("gift", 0);

    private Books sound;

    @BeforeEach
    void keepSomeBooks() {
        var ledger = new KeptLedger();
        ledger.post(
                Chain.purchase("purchase", VIEWER, 40),
                named("limit").limit(CREATOR, 2, 100).freeze(EMPTY).command(),
                Chain.gift("gift", VIEWER, 15, CREATOR, 7),
                named("campaign").budget(VIEWER, 10).command(),
                named("capture").capture(CAMPAIGN, 4).command(),
                named("void").release(CAMPAIGN).command(),
                named("refund").reverse(GIFT).command(),
                Chain.gift("last gift", VIEWER, 5, CREATOR, 3));
        sound = ledger.books();
    }

    @Test
    void sound_books_break_no_rule() {
        assertThat(BookRules.brokenBy(sound)).isEmpty();
    }

    @Test
    void an_unbalanced_posting_is_caught() {
        var unbalanced = account(Chain.SALES, sales -> sales.credited(1));
        assertBroken(unbalanced, "balances of an asset add up to 0");
        assertBroken(unbalanced, "transfers add up to credits");
    }

    @Test
    void a_debit_without_a_transfer_is_caught() {
        assertBroken(account(Chain.ISSUED_DIAMONDS, issued -> issued.debited(1)), "transfers add up to debits");
    }

    @Test
    void a_hold_without_a_transfer_is_caught() {
        assertBroken(account(VIEWER, viewer -> viewer.debitHeld(1)), "transfers add up to what is held");
        assertBroken(account(CREATOR, creator -> creator.creditHeld(1)), "transfers add up to what is promised");
    }

    @Test
    void an_account_below_zero_is_caught() {
        var rule = "no account goes below zero, holds included";
        assertBroken(account(CREATOR, creator -> creator.debited(11)), rule);
        assertBroken(account(CREATOR, creator -> creator.debitHeld(11)), rule);
    }

    @Test
    void more_given_back_than_was_held_is_caught() {
        assertBroken(account(VIEWER, viewer -> viewer.debitHeld(-1)), "what is pending is never below zero");
        assertBroken(account(CREATOR, creator -> creator.creditHeld(-1)), "what is pending is never below zero");
    }

    @Test
    void a_running_total_beyond_exact_numbers_is_caught() {
        assertBroken(account(CREATOR, creator -> creator.credited(Account.LARGEST)), "running totals stay exact");
        assertBroken(account(CREATOR, creator -> creator.creditHeld(Account.LARGEST)), "running totals stay exact");
    }

    @Test
    void a_wrong_balance_on_a_transfer_is_caught() {
        assertBroken(transferWith(GIFT, "debitBalance", 26L), "a transfer tells its debited account's balance");
        assertBroken(transferWith(GIFT, "creditBalance", 14L), "a transfer tells its credited account's balance");
    }

    @Test
    void a_wrong_hold_on_a_transfer_is_caught() {
        assertBroken(transferWith(GIFT, "debitHeld", 1L), "a transfer tells what is held of its debited account");
        assertBroken(transferWith(GIFT, "creditHeld", 1L), "a transfer tells what is held of its credited account");
    }

    @Test
    void a_gap_between_postings_is_caught() {
        assertBroken(
                transferWith(transfer("last gift", 0), "sequence", 12L),
                "transfers of a posting are numbered without gaps");
        assertBroken(transferWith(CAMPAIGN, "sequence", 5L), "postings are numbered without gaps");
    }

    @Test
    void a_transfer_in_the_wrong_place_is_caught() {
        assertBroken(transferWith(GIFT, "ordinal", 1), "transfers of a posting are numbered without gaps");
        assertBroken(
                transferWith(transfer("last gift", 0), "id", transfer("last gift", 1)),
                "transfers of a posting are numbered without gaps");
    }

    @Test
    void a_flag_that_nobody_set_is_caught() {
        assertBroken(account(CREATOR, creator -> creator.frozen(true)), "changes explain an account's flags");
        assertBroken(account(EMPTY, Account::closedForEver), "changes explain an account's flags");
    }

    @Test
    void a_limit_that_nobody_set_is_caught() {
        assertBroken(account(CREATOR, creator -> creator.limited(1, 100)), "changes explain an account's limits");
    }

    @Test
    void a_closed_account_with_units_is_caught() {
        assertBroken(account(CREATOR, Account::closedForEver), "a closed account is empty");
    }

    @Test
    void a_transfer_of_a_closed_account_is_caught() {
        assertBroken(changeWith(CREATOR, "closed", true), "a closed account never moves");
    }

    @Test
    void a_transfer_of_a_frozen_account_is_caught() {
        assertBroken(changeWith(CREATOR, "frozen", true), "a frozen account makes no new transfers and holds");
    }

    @Test
    void a_transfer_beyond_a_limit_is_caught() {
        assertBroken(changeWith(CREATOR, "maximum", 9L), "a transfer keeps the maximum");
        assertBroken(minimumOfViewer(16), "a transfer leaves the minimum");
        assertThat(BookRules.brokenBy(minimumOfViewer(15))).isEmpty();
    }

    /** As if the viewer's minimum had been set before the campaign, after which it had 15. */
    private Books minimumOfViewer(long minimum) {
        var changes = new ArrayList<>(sound.accountChanges());
        changes.add(new Decided.AccountChange(1, 2, VIEWER.id(), false, false, minimum, Account.LARGEST));
        var limited = account(VIEWER, viewer -> viewer.limited(minimum, Account.LARGEST));
        return Spoil.with(limited, "accountChanges", changes);
    }

    @Test
    void a_hold_that_is_not_kept_is_caught() {
        assertBroken(Spoil.with(sound, "holds", Map.of()), "each hold is kept until it is settled");
    }

    @Test
    void a_hold_that_nobody_made_is_caught() {
        assertBroken(hold("amount", 11L), "a hold was made by its transfer");
    }

    @Test
    void a_hold_that_tells_wrong_captures_is_caught() {
        assertBroken(hold("captured", 5L), "captures and releases add up to what a hold tells");
        assertBroken(hold("released", 5L), "captures and releases add up to what a hold tells");
    }

    @Test
    void more_captured_than_held_is_caught() {
        assertBroken(transferWith(transfer("capture", 0), "amount", 5L), "no more leaves a hold than it held");
    }

    @Test
    void a_transfer_that_continues_the_wrong_one_is_caught() {
        assertBroken(transferWith(GIFT, "relatesTo", CAMPAIGN), "what is new continues nothing");
        assertBroken(
                transferWith(transfer("capture", 0), "relatesTo", GIFT),
                "what settles a hold names it, between its accounts");
        assertBroken(
                transferWith(transfer("refund", 0), "relatesTo", CAMPAIGN),
                "a reversal goes back between the accounts of what it reverses, or is owed");
    }

    @Test
    void a_second_or_partial_reversal_is_caught() {
        assertBroken(transferWith(transfer("refund", 0), "amount", 14L), "a transfer is reversed once and as a whole");
    }

    @Test
    void a_reversal_without_a_mark_is_caught() {
        assertBroken(Spoil.with(sound, "reversed", Map.of()), "what was reversed is marked as such");
        assertBroken(
                Spoil.with(sound, "reversed", Map.of(GIFT, GIFT)), "what is marked as reversed was reversed by that");
    }

    private static void assertBroken(Books spoilt, String rule) {
        assertThat(BookRules.brokenBy(spoilt)).anyMatch(line -> line.startsWith(rule + ": "));
    }

    private Books account(AccountKey key, UnaryOperator<Account> spoil) {
        Map<UUID, Account> accounts = new HashMap<>(sound.accounts());
        accounts.computeIfPresent(key.id(), (id, account) -> spoil.apply(account));
        return Spoil.with(sound, "accounts", accounts);
    }

    private Books transferWith(UUID id, String component, Object value) {
        return Spoil.with(
                sound,
                "transfers",
                sound.transfers().stream()
                        .map(one -> one.id().equals(id) ? Spoil.with(one, component, value) : one)
                        .toList());
    }

    private Books changeWith(AccountKey account, String component, Object value) {
        return Spoil.with(
                sound,
                "accountChanges",
                sound.accountChanges().stream()
                        .map(one -> one.account().equals(account.id()) ? Spoil.with(one, component, value) : one)
                        .toList());
    }

    private Books hold(String component, Object value) {
        return Spoil.with(
                sound, "holds", Map.of(CAMPAIGN, Spoil.with(sound.holds().get(CAMPAIGN), component, value)));
    }
}
