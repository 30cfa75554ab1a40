package dev.coinstage.wallet.ledger.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coinstage.wallet.ledger.domain.Outcome.Posted;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
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

    @Property(seed = "20260101", tries = 1_000, edgeCases = EdgeCasesMode.NONE)
    void batching_never_changes_what_happens(
            @ForAll("stories") List<Step> story, @ForAll("batchSizes") List<Integer> sizes) {
        var whole = new KeptLedger();
        var cut = new KeptLedger();

        var ofWhole = Step.play(story, whole, ONE_BATCH, nothing -> {});
        var ofCut = Step.play(story, cut, inTurn(sizes), nothing -> {});

        assertThat(timeless(ofCut)).isEqualTo(timeless(ofWhole));
        assertThat(cut.books()).isEqualTo(whole.books());
    }

    @Property(seed = "20260102", tries = 1_000, edgeCases = EdgeCasesMode.NONE)
    void the_ledger_does_what_a_naive_one_does(
            @ForAll("stories") List<Step> story, @ForAll("batchSizes") List<Integer> sizes) {
        var ledger = new KeptLedger();
        var naive = new NaiveLedger();

        assertThat(timeless(Step.play(story, ledger, inTurn(sizes), nothing -> {})))
                .isEqualTo(Step.play(story, naive));

        assertThat(Facts.of(ledger.books())).isEqualTo(naive.facts());
    }

    @Property(seed = "20260103", tries = 1_000, edgeCases = EdgeCasesMode.NONE)
    void the_books_are_in_order_after_every_batch(
            @ForAll("stories") List<Step> story, @ForAll("batchSizes") List<Integer> sizes) {
        Step.play(
                story,
                new KeptLedger(),
                inTurn(sizes),
                ledger -> assertThat(BookRules.brokenBy(ledger.books())).isEmpty());
    }

    @Property(seed = "20260104", tries = 1_000, edgeCases = EdgeCasesMode.NONE)
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
    @Property(seed = "20260105", tries = 1_000, edgeCases = EdgeCasesMode.NONE)
    @StatisticsReport(StatisticsReportMode.OFF)
    void the_stories_meet_every_outcome(@ForAll("stories") List<Step> story) {
        for (var outcome : Step.play(story, new NaiveLedger())) {
            Statistics.collect(outcome.getClass().getSimpleName());
        }
        Statistics.coverage(coverage -> {
            coverage.check("Posted").percentage(share -> share > 30);
            for (var outcome : Outcome.Refusal.class.getPermittedSubclasses()) {
                coverage.check(outcome.getSimpleName()).count(count -> count > 100);
            }
        });
    }

    /** Beside every outcome: what the other rules are about has to happen often enough. */
    @Property(seed = "20260106", tries = 1_000, edgeCases = EdgeCasesMode.NONE)
    @StatisticsReport(StatisticsReportMode.OFF)
    void the_stories_make_every_kind_of_transfer(@ForAll("stories") List<Step> story) {
        var ledger = new KeptLedger();
        Step.play(story, ledger, ONE_BATCH, nothing -> {});
        var books = ledger.books();
        for (var transfer : books.transfers()) {
            var debtor =
                    books.accounts().get(transfer.debit()).key().kind().name().endsWith("RECEIVABLE");
            Statistics.collect(debtor ? "DEBT" : transfer.kind().name());
        }
        for (var lot : books.lots().values()) {
            var parent = books.lots().get(lot.parent());
            Statistics.collect(parent == null ? "bought" : parent.parent().equals(Lot.ISSUED) ? "back" : "back twice");
        }
        Statistics.coverage(coverage -> {
            for (var kind : TransferKind.values()) {
                coverage.check(kind.name()).count(count -> count > 100);
            }
            for (var rarity : List.of("DEBT", "back twice")) {
                coverage.check(rarity).count(count -> count > 80);
            }
        });
    }

    private static IntSupplier inTurn(List<Integer> sizes) {
        Iterator<Integer> endless =
                Stream.generate(() -> sizes).flatMap(List::stream).iterator();
        return endless::next;
    }

    /** Commit sequence and time are all that batching may change. */
    static List<Outcome> timeless(List<Outcome> outcomes) {
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
}
