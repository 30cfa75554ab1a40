package dev.coinstage.wallet.ledger.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coinstage.wallet.ledger.domain.Outcome.Posted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import net.jqwik.api.statistics.StatisticsReport.StatisticsReportMode;

/** What holds of every story. The seeds are fixed, so that a failure here is a failure everywhere. */
class LedgerPropertyTest {

    private static final IntSupplier ONE_BATCH = () -> Integer.MAX_VALUE;

    @Provide
    Arbitrary<List<Step>> stories() {
        return Stories.stories();
    }

    @Provide
    Arbitrary<List<Integer>> batchSizes() {
        return Arbitraries.integers().between(1, 8).list().ofMinSize(1).ofMaxSize(12);
    }

    @Property(seed = "20260101", tries = 1_000)
    void batching_never_changes_what_happens(
            @ForAll("stories") List<Step> story, @ForAll("batchSizes") List<Integer> sizes) {
        var whole = new KeptLedger();
        var cut = new KeptLedger();

        var ofWhole = Step.play(story, whole, ONE_BATCH, nothing -> {});
        var ofCut = Step.play(story, cut, inTurn(sizes), nothing -> {});

        assertThat(timeless(ofCut)).isEqualTo(timeless(ofWhole));
        assertThat(cut.books()).isEqualTo(whole.books());
    }

    @Property(seed = "20260102", tries = 1_000)
    void the_ledger_does_what_a_naive_one_does(
            @ForAll("stories") List<Step> story, @ForAll("batchSizes") List<Integer> sizes) {
        var ledger = new KeptLedger();
        var naive = new NaiveLedger();

        assertThat(timeless(Step.play(story, ledger, inTurn(sizes), nothing -> {})))
                .isEqualTo(Step.play(story, naive));

        var books = ledger.books();
        assertThat(balances(books)).isEqualTo(naive.balances());
        assertThat(remaining(books)).isEqualTo(naive.remaining());
        assertThat(drawn(books)).isEqualTo(naive.drawn());
        assertThat(books.booked()).isEqualTo(naive.booked());
    }

    @Property(seed = "20260103", tries = 1_000)
    void the_books_are_in_order_after_every_batch(
            @ForAll("stories") List<Step> story, @ForAll("batchSizes") List<Integer> sizes) {
        Step.play(
                story,
                new KeptLedger(),
                inTurn(sizes),
                ledger -> assertThat(BookRules.brokenBy(ledger.books())).isEmpty());
    }

    @Property(seed = "20260104", tries = 1_000)
    void refused_commands_leave_no_trace(
            @ForAll("stories") List<Step> story, @ForAll("batchSizes") List<Integer> sizes) {
        var ledger = new KeptLedger();
        var outcomes = Step.play(story, ledger, inTurn(sizes), nothing -> {}).iterator();
        var accepted = story.stream()
                .filter(step -> !(step instanceof Step.Post) || outcomes.next() instanceof Posted)
                .toList();

        var withoutRefused = new KeptLedger();
        Step.play(accepted, withoutRefused, inTurn(sizes), nothing -> {});

        assertThat(withoutRefused.books()).isEqualTo(ledger.books());
    }

    /** The other properties would hold for nothing if the stories were dull. */
    @Property(seed = "20260105", tries = 1_000)
    @StatisticsReport(StatisticsReportMode.OFF)
    void the_stories_meet_every_outcome(@ForAll("stories") List<Step> story) {
        for (var outcome : Step.play(story, new NaiveLedger())) {
            Statistics.collect(outcome.getClass().getSimpleName());
        }
        Statistics.coverage(coverage -> {
            coverage.check("Posted").percentage(share -> share > 30);
            for (var refusal : List.of("InsufficientFunds", "AlreadyBooked", "BalanceTooLarge")) {
                coverage.check(refusal).count(count -> count > 100);
            }
        });
    }

    private static IntSupplier inTurn(List<Integer> sizes) {
        Iterator<Integer> endless =
                Stream.generate(() -> sizes).flatMap(List::stream).iterator();
        return endless::next;
    }

    /** Commit sequence and time are all that batching may change. */
    private static List<Outcome> timeless(List<Outcome> outcomes) {
        return outcomes.stream()
                .map(outcome -> outcome instanceof Posted posted
                        ? new Posted(
                                posted.posting(),
                                0,
                                posted.sequence(),
                                Instant.EPOCH,
                                posted.balances(),
                                posted.moved(),
                                posted.detail())
                        : outcome)
                .toList();
    }

    /** Of the accounts that moved: those that were only frozen or closed are not known to the naive ledger. */
    private static Map<UUID, Long> balances(Books books) {
        return books.accounts().entrySet().stream()
                .filter(entry ->
                        entry.getValue().creditsPosted() + entry.getValue().debitsPosted() > 0)
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().balance()));
    }

    private static Map<UUID, Long> remaining(Books books) {
        return books.lots().values().stream()
                .filter(lot -> books.remaining(lot) > 0)
                .collect(Collectors.toMap(Lot::id, books::remaining));
    }

    /** The segments written out, coin by coin. */
    private static Map<UUID, List<UUID>> drawn(Books books) {
        var drawn = new HashMap<UUID, List<UUID>>();
        books.accounts().forEach((id, account) -> {
            var coins = new ArrayList<UUID>();
            UUID lot = null;
            for (long axis = 0; axis < account.lots().axis(); axis++) {
                var place = axis;
                lot = books.segments().stream()
                        .filter(segment -> segment.account().equals(id) && segment.axisFrom() == place)
                        .map(Decided.Segment::lot)
                        .findFirst()
                        .orElse(lot);
                coins.add(lot);
            }
            if (!coins.isEmpty()) {
                drawn.put(id, coins);
            }
        });
        return drawn;
    }
}
