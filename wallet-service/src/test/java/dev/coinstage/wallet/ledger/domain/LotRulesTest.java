package dev.coinstage.wallet.ledger.domain;

import static dev.coinstage.wallet.ledger.domain.Chain.lot;
import static dev.coinstage.wallet.ledger.domain.Chain.named;
import static dev.coinstage.wallet.ledger.domain.Chain.part;
import static dev.coinstage.wallet.ledger.domain.Chain.transfer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coinstage.wallet.ledger.domain.Decided.Segment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each rule of lots can fail: sound books are spoilt in one place, and the rule must notice. */
class LotRulesTest {

    private static final AccountKey VIEWER = Chain.viewer("vera");
    private static final AccountKey CREATOR = Chain.creator("carla");
    private static final UUID CAMPAIGN = transfer("campaign", 0);

    private Books sound;

    /** Drawn in turn: 15 for the gift, 10 for the campaign of which 6 come back, 5 of these, and 8 of the third purchase alone. */
    @BeforeEach
    void keepSomeBooks() {
        var ledger = new KeptLedger();
        ledger.post(
                Chain.purchase("first", VIEWER, 10),
                Chain.purchase("second", VIEWER, 10),
                Chain.purchase("third", VIEWER, 8),
                Chain.purchase("fourth", VIEWER, 20),
                Chain.gift("gift", VIEWER, 15, CREATOR, 7),
                named("campaign").budget(VIEWER, 7).command(),
                named("capture").capture(CAMPAIGN, 1).command(),
                named("void").release(CAMPAIGN).command(),
                Chain.gift("next gift", VIEWER, 5, CREATOR, 3),
                named("fourth's refund").reverse(lot("fourth", 0)).command());
        sound = ledger.books();
    }

    @Test
    void sound_books_break_no_rule() {
        assertThat(BookRules.brokenBy(sound)).isEmpty();
        assertThat(sound.segments())
                .containsExactly(
                        segment(0, lot("first", 0)),
                        segment(10, lot("second", 0)),
                        segment(20, lot("third", 0)),
                        segment(22, part("void", 0, 0)),
                        segment(26, part("void", 0, 1)),
                        segment(27, lot("fourth", 0)));
    }

    @Test
    void a_coin_too_many_in_a_lot_is_caught() {
        var generous = lotWith(lot("third", 0), "waiting", 7L);
        assertBroken(generous, "lots equal the balance less what is held");
        assertBroken(generous, "segments account for what left a lot");
    }

    @Test
    void a_lot_that_began_with_more_is_caught() {
        assertBroken(lotWith(lot("third", 0), "coins", 9L), "segments account for what left a lot");
        assertBroken(lotWith(lot("third", 0), "coins", 9L), "coins that are new are a lot at the end of the queue");
    }

    @Test
    void a_missing_segment_is_caught() {
        assertBroken(segments(sound.segments().subList(1, 6)), "segments cover the axis");
        assertBroken(segments(sound.segments().subList(0, 5)), "segments account for what left a lot");
    }

    @Test
    void segments_that_begin_in_one_place_are_caught() {
        assertBroken(also(segment(0, lot("second", 0))), "a segment begins where no other does");
    }

    @Test
    void a_segment_beyond_the_axis_is_caught() {
        assertBroken(also(segment(47, lot("first", 0))), "a segment covers a draw");
    }

    @Test
    void a_draw_in_the_wrong_place_is_caught() {
        var rule = "draws follow each other on the axis";
        assertBroken(transferWith(transfer("gift", 0), "axisFrom", 3L), rule);
        assertBroken(transferWith(transfer("capture", 0), "axisFrom", 16L), rule);
        assertBroken(transferWith(transfer("void", 0), "axisFrom", 15L), rule);
        assertBroken(transferWith(transfer("gift", 1), "axisFrom", 0L), rule);
    }

    @Test
    void an_axis_that_moved_back_is_caught() {
        var accounts = new HashMap<>(sound.accounts());
        accounts.computeIfPresent(
                VIEWER.id(),
                (id, account) -> account.with(
                        new LotCursor(46, account.lots().lot(), account.lots().left())));
        assertBroken(Spoil.with(sound, "accounts", Map.copyOf(accounts)), "the axis counts all draws");
    }

    @Test
    void a_younger_lot_drawn_first_is_caught() {
        var swapped = new ArrayList<>(sound.segments());
        swapped.set(0, segment(0, lot("second", 0)));
        swapped.set(1, segment(10, lot("first", 0)));
        assertBroken(segments(swapped), "coins are drawn in the order of the queue");
    }

    @Test
    void a_reversal_that_drew_other_coins_is_caught() {
        var other = new ArrayList<>(sound.segments());
        other.set(5, segment(27, lot("third", 0)));
        assertBroken(segments(other), "a reversal draws coins of its own purchase only");
        assertBroken(segments(other), "no lot gives more than it has");
    }

    @Test
    void a_new_lot_that_is_not_the_last_in_the_queue_is_caught() {
        assertBroken(lotWith(lot("fourth", 0), "ordinal", 1L), "coins that are new are a lot at the end of the queue");
    }

    @Test
    void coins_that_came_back_in_another_way_than_they_were_drawn_are_caught() {
        var rule = "coins that come back are lots at the head of the queue, as they were drawn";
        var back = part("void", 0, 0);
        assertBroken(lotWith(back, "parent", lot("first", 0)), rule);
        assertBroken(lotWith(back, "coins", 5L), rule);
        assertBroken(lotWith(back, "ordinal", 1_000L), rule);
        assertBroken(lotWith(back, "source", sound.lots().get(lot("first", 0)).source()), rule);
    }

    @Test
    void a_lot_from_nowhere_is_caught() {
        var nowhere = Spoil.with(sound.lots().get(lot("first", 0)), "id", Chain.id("nowhere"));
        var lots = new HashMap<>(sound.lots());
        lots.put(nowhere.id(), nowhere);
        assertBroken(Spoil.with(sound, "lots", Map.copyOf(lots)), "a transfer brought each lot");
    }

    private static Segment segment(long from, UUID lot) {
        return new Segment(VIEWER.id(), from, lot);
    }

    private static void assertBroken(Books spoilt, String rule) {
        assertThat(BookRules.brokenBy(spoilt)).anyMatch(line -> line.startsWith(rule + ": "));
    }

    private Books segments(List<Segment> segments) {
        return Spoil.with(sound, "segments", segments);
    }

    private Books also(Segment segment) {
        var more = new ArrayList<>(sound.segments());
        more.add(segment);
        return segments(more);
    }

    private Books lotWith(UUID id, String component, Object value) {
        var lots = new HashMap<>(sound.lots());
        lots.computeIfPresent(id, (same, lot) -> Spoil.with(lot, component, value));
        return Spoil.with(sound, "lots", Map.copyOf(lots));
    }

    private Books transferWith(UUID id, String component, Object value) {
        return Spoil.with(
                sound,
                "transfers",
                sound.transfers().stream()
                        .map(one -> one.id().equals(id) ? Spoil.with(one, component, value) : one)
                        .toList());
    }
}
