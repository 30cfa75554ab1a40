package dev.coinstage.wallet.ledger.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coinstage.wallet.ledger.domain.Decided.PostedTransfer;
import dev.coinstage.wallet.ledger.domain.Decided.Segment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each rule can fail: sound books are spoilt in one place, and the rule must notice. */
class BookRulesTest {

    private static final AccountKey VIEWER = Chain.viewer("vera");
    private static final AccountKey CREATOR = Chain.creator("carla");

    private Books sound;

    @BeforeEach
    void keepSomeBooks() {
        var ledger = new KeptLedger();
        ledger.post(
                Chain.purchase("first purchase", VIEWER, 10),
                Chain.purchase("second purchase", VIEWER, 10),
                Chain.gift("gift", VIEWER, 15, CREATOR, 7));
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
    void an_account_below_its_limit_is_caught() {
        assertBroken(account(CREATOR, creator -> creator.debited(8)), "no account goes below its limit");
    }

    @Test
    void a_running_total_beyond_exact_numbers_is_caught() {
        assertBroken(account(CREATOR, creator -> creator.credited(Account.LARGEST)), "running totals stay exact");
    }

    @Test
    void a_wrong_balance_on_a_transfer_is_caught() {
        assertBroken(
                giftDraw(t -> new PostedTransfer(
                        t.id(),
                        t.sequence(),
                        t.ordinal(),
                        t.kind(),
                        t.relatesTo(),
                        t.code(),
                        t.debit(),
                        t.credit(),
                        t.amount(),
                        t.debitBalance() + 1,
                        t.creditBalance(),
                        t.debitHeld(),
                        t.creditHeld(),
                        t.axisFrom())),
                "a transfer tells its debited account's balance");
        assertBroken(
                giftDraw(t -> new PostedTransfer(
                        t.id(),
                        t.sequence(),
                        t.ordinal(),
                        t.kind(),
                        t.relatesTo(),
                        t.code(),
                        t.debit(),
                        t.credit(),
                        t.amount(),
                        t.debitBalance(),
                        t.creditBalance() - 1,
                        t.debitHeld(),
                        t.creditHeld(),
                        t.axisFrom())),
                "a transfer tells its credited account's balance");
    }

    @Test
    void a_gap_between_postings_is_caught() {
        assertBroken(
                giftDraw(t -> new PostedTransfer(
                        t.id(),
                        t.sequence() + 1,
                        t.ordinal(),
                        t.kind(),
                        t.relatesTo(),
                        t.code(),
                        t.debit(),
                        t.credit(),
                        t.amount(),
                        t.debitBalance(),
                        t.creditBalance(),
                        t.debitHeld(),
                        t.creditHeld(),
                        t.axisFrom())),
                "postings and their links are numbered without gaps");
    }

    @Test
    void a_draw_in_the_wrong_place_is_caught() {
        assertBroken(
                giftDraw(t -> new PostedTransfer(
                        t.id(),
                        t.sequence(),
                        t.ordinal(),
                        t.kind(),
                        t.relatesTo(),
                        t.code(),
                        t.debit(),
                        t.credit(),
                        t.amount(),
                        t.debitBalance(),
                        t.creditBalance(),
                        t.debitHeld(),
                        t.creditHeld(),
                        3)),
                "draws follow each other on the axis");
    }

    @Test
    void an_axis_that_moved_back_is_caught() {
        var back = account(
                VIEWER, a -> a.with(new LotCursor(14, a.lots().lot(), a.lots().left())));
        assertBroken(back, "the axis counts all draws");
    }

    @Test
    void a_coin_too_many_in_a_lot_is_caught() {
        var generous = account(VIEWER, a -> a.with(new LotCursor(15, a.lots().lot(), 6)));
        assertBroken(generous, "lots equal the balance");
        assertBroken(generous, "segments account for what left a lot");
    }

    @Test
    void a_missing_segment_is_caught() {
        assertBroken(segments(sound.segments().subList(1, 2)), "segments cover the axis");
        assertBroken(segments(sound.segments().subList(0, 1)), "segments account for what left a lot");
    }

    @Test
    void segments_that_begin_in_one_place_are_caught() {
        assertBroken(
                segments(List.of(segment(0, "first purchase"), segment(0, "second purchase"))),
                "a segment begins where no other does");
    }

    @Test
    void a_segment_beyond_the_axis_is_caught() {
        var more = new ArrayList<>(sound.segments());
        more.add(segment(15, "first purchase"));
        assertBroken(segments(more), "a segment covers a draw");
    }

    @Test
    void a_younger_lot_drawn_first_is_caught() {
        assertBroken(
                segments(List.of(segment(0, "second purchase"), segment(10, "first purchase"))),
                "lots are drawn oldest first");
    }

    private static Segment segment(long from, String purchase) {
        return new Segment(VIEWER.id(), from, Chain.lot(purchase, 0));
    }

    private static void assertBroken(Books spoilt, String rule) {
        assertThat(BookRules.brokenBy(spoilt)).anyMatch(line -> line.startsWith(rule + ": "));
    }

    private Books account(AccountKey key, UnaryOperator<Account> spoil) {
        Map<UUID, Account> accounts = new HashMap<>(sound.accounts());
        accounts.computeIfPresent(key.id(), (id, account) -> spoil.apply(account));
        return with(accounts, sound.transfers(), sound.segments());
    }

    /** Spoils the transfer that took the coins of the gift. */
    private Books giftDraw(UnaryOperator<PostedTransfer> spoil) {
        var transfers = new ArrayList<>(sound.transfers());
        var draw = transfers.size() - 2;
        transfers.set(draw, spoil.apply(transfers.get(draw)));
        return with(sound.accounts(), transfers, sound.segments());
    }

    private Books segments(List<Segment> segments) {
        return with(sound.accounts(), sound.transfers(), segments);
    }

    private Books with(Map<UUID, Account> accounts, List<PostedTransfer> transfers, List<Segment> segments) {
        return new Books(
                accounts,
                transfers,
                sound.accountChanges(),
                sound.lots(),
                segments,
                sound.holds(),
                sound.booked(),
                sound.reversed());
    }
}
