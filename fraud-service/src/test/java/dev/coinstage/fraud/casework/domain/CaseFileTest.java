package dev.coinstage.fraud.casework.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coinstage.fraud.casework.domain.CaseFile.Progress;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class CaseFileTest {

    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
    private static final UUID ANN = new UUID(1, 1);
    private static final UUID BEN = new UUID(2, 2);
    private static final Worker ANALYST = new Worker(ANN, false);
    private static final Worker OTHER = new Worker(BEN, false);
    private static final Worker LEAD = new Worker(new UUID(3, 3), true);

    private static CaseFile opened() {
        var id = new UUID(9, 9);
        return new CaseFile(
                id, CaseKind.PAYOUT, id, id, 100, List.of("X"), NOW, NOW.plusSeconds(60), new Progress.Open(), 1);
    }

    private static CaseFile done(CaseOutcome outcome) {
        return ((CaseOutcome.Done) outcome).file();
    }

    @Test
    void assigning_names_the_assignee_and_makes_a_new_version() {
        var assigned = done(opened().assign(ANN, ANALYST, 1));
        assertThat(assigned.progress()).isEqualTo(new Progress.Assigned(ANN));
        assertThat(assigned.version()).isEqualTo(2);
    }

    @Test
    void an_analyst_gives_a_case_to_nobody_else() {
        assertThat(opened().assign(BEN, ANALYST, 1)).isEqualTo(new CaseOutcome.NotToOthers());
        assertThat(done(opened().assign(BEN, LEAD, 1)).progress()).isEqualTo(new Progress.Assigned(BEN));
    }

    @Test
    void an_older_version_changes_nothing() {
        assertThat(opened().assign(ANN, ANALYST, 2)).isEqualTo(new CaseOutcome.ChangedSince(1));
        assertThat(opened().decide(Verdict.DENIED, "r", ANALYST, 0, NOW)).isEqualTo(new CaseOutcome.ChangedSince(1));
    }

    @Test
    void what_another_works_on_is_theirs_or_a_leads() {
        var assigned = done(opened().assign(ANN, ANALYST, 1));
        assertThat(assigned.decide(Verdict.DENIED, "r", OTHER, 2, NOW)).isEqualTo(new CaseOutcome.OfAnother(ANN));
        assertThat(done(assigned.decide(Verdict.DENIED, "r", LEAD, 2, NOW)).progress())
                .isEqualTo(new Progress.Decided(Verdict.DENIED, LEAD.id(), NOW, "r"));
    }

    /** One try to change a case, by somebody who looked at some version. */
    record Step(boolean decides, Verdict verdict, Worker worker, UUID to, int seen) {}

    @Provide
    Arbitrary<List<Step>> steps() {
        return Combinators.combine(
                        Arbitraries.of(true, false),
                        Arbitraries.of(Verdict.class),
                        Arbitraries.of(ANALYST, OTHER, LEAD),
                        Arbitraries.of(ANN, BEN),
                        Arbitraries.integers().between(1, 5))
                .as(Step::new)
                .list()
                .ofMaxSize(12);
    }

    @Property
    void a_verdict_is_never_changed_and_versions_only_rise(@ForAll("steps") List<Step> steps) {
        var file = opened();
        for (var step : steps) {
            var outcome = step.decides()
                    ? file.decide(step.verdict(), "r", step.worker(), step.seen(), NOW)
                    : file.assign(step.to(), step.worker(), step.seen());
            if (file.progress() instanceof Progress.Decided) {
                assertThat(outcome).isEqualTo(new CaseOutcome.AlreadyDecided());
            } else if (outcome instanceof CaseOutcome.Done changed) {
                assertThat(step.seen()).isEqualTo(file.version());
                assertThat(changed.file().version()).isEqualTo(file.version() + 1);
                file = changed.file();
            }
        }
    }
}
