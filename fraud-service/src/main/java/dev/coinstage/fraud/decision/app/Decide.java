package dev.coinstage.fraud.decision.app;

import dev.coinstage.defaults.idempotency.ReactiveOutcomes;
import dev.coinstage.defaults.idempotency.Replayable;
import dev.coinstage.defaults.idempotency.RequestHash;
import dev.coinstage.defaults.idempotency.ScopedKey;
import dev.coinstage.defaults.ids.IdSource;
import dev.coinstage.fraud.casework.app.Cases;
import dev.coinstage.fraud.casework.domain.CaseKind;
import dev.coinstage.fraud.decision.app.DecisionStore.Known;
import dev.coinstage.fraud.decision.domain.Decision;
import dev.coinstage.fraud.decision.domain.Engine;
import dev.coinstage.fraud.decision.domain.Outcome;
import dev.coinstage.fraud.outcomes.KeyedWork;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Decides on an action: reads the features, runs the engine, and writes decision, outcome under its key and case in one transaction,
 * which is committed before anyone is answered. What needs no other's answer goes to the database together, so a decision takes four
 * round trips: begin, read, write, commit.
 */
@ApplicationScoped
public class Decide {

    private static final String UNIQUE_VIOLATION = "23505";

    private final Pool pool;
    private final DecisionStore store;
    private final ReactiveOutcomes outcomes;
    private final KeyedWork keyed;
    private final Cases cases;
    private final Rules rules;
    private final IdSource ids;
    private final Clock clock;
    private final MeterRegistry metrics;
    private volatile boolean rulesKept;

    Decide(
            Pool pool,
            DecisionStore store,
            ReactiveOutcomes outcomes,
            KeyedWork keyed,
            Cases cases,
            Rules rules,
            IdSource ids,
            Clock clock,
            MeterRegistry metrics) {
        this.pool = pool;
        this.store = store;
        this.outcomes = outcomes;
        this.keyed = keyed;
        this.cases = cases;
        this.rules = rules;
        this.ids = ids;
        this.clock = clock;
        this.metrics = metrics;
    }

    /**
     * Decides once per key. Of two requests with one key at the same moment the second may fail to write; asked again, it finds the
     * first one's outcome.
     *
     * @return fails with 409 IDEMPOTENCY_KEY_REUSED when the key came before with another question
     */
    public Uni<Replayable<DecisionView>> on(Question question, ScopedKey key, RequestHash hash) {
        var sample = Timer.start(metrics);
        return Uni.createFrom()
                .deferred(() -> pool.withTransaction(tx -> decide(tx, question, key, hash)))
                .invoke(answer -> rulesKept |= !answer.replayed())
                .onFailure(Decide::keyWasTaken)
                .retry()
                .atMost(1)
                .invoke(answer -> count(answer, sample));
    }

    private static boolean keyWasTaken(Throwable failure) {
        return failure instanceof PgException refused && UNIQUE_VIOLATION.equals(refused.getSqlState());
    }

    private void count(Replayable<DecisionView> answer, Timer.Sample sample) {
        var action = answer.value().action().name();
        sample.stop(metrics.timer("coinstage.decisions.time", "action", action));
        if (!answer.replayed()) {
            metrics.counter(
                            "coinstage.decisions",
                            "action",
                            action,
                            "outcome",
                            answer.value().outcome().name())
                    .increment();
        }
    }

    private Uni<Replayable<DecisionView>> decide(SqlConnection tx, Question question, ScopedKey key, RequestHash hash) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return Uni.combine()
                .all()
                .unis(
                        store.lockUser(tx, question.userId()),
                        outcomes.find(tx, List.of(key)),
                        store.known(tx, question, now))
                .asTuple()
                .flatMap(read -> {
                    var stored = read.getItem2().get(key);
                    return stored == null
                            ? fresh(tx, question, read.getItem3(), now)
                                    .call(view -> write(tx, question, read.getItem3(), view, key, hash))
                                    .map(Replayable::fresh)
                            : Uni.createFrom()
                                    .item(new Replayable<>(keyed.replay(stored, hash, DecisionView.class), true));
                });
    }

    private Uni<DecisionView> fresh(SqlConnection tx, Question question, Known known, Instant now) {
        var decision = Engine.decide(known.features(), rules.settings());
        return keepRules(tx, now)
                .flatMap(kept -> caseOf(tx, question, known, decision, now))
                .map(caseId -> view(question, decision, caseId, now));
    }

    private Uni<Void> write(
            SqlConnection tx, Question question, Known known, DecisionView view, ScopedKey key, RequestHash hash) {
        return Uni.combine()
                .all()
                .unis(store.insert(tx, question, view, known.features()), keyed.keep(tx, key, hash, view))
                .discardItems();
    }

    private Uni<Optional<UUID>> caseOf(
            SqlConnection tx, Question question, Known known, Decision decision, Instant now) {
        if (decision.outcome() != Outcome.REVIEW) {
            return Uni.createFrom().item(Optional.empty());
        }
        if (known.openCase().isPresent()) {
            return Uni.createFrom().item(known.openCase());
        }
        var matter = new Cases.Matter(
                CaseKind.valueOf(question.action().name()),
                question.subjectId(),
                question.userId(),
                question.value().cents(),
                decision.reasons().stream().map(Enum::name).toList());
        return cases.open(tx, matter, now).map(Optional::of);
    }

    private DecisionView view(Question question, Decision decision, Optional<UUID> caseId, Instant now) {
        return new DecisionView(
                ids.next(),
                question.action(),
                question.subjectId(),
                question.userId(),
                decision.outcome(),
                decision.score(),
                decision.reasons(),
                caseId.orElse(null),
                rules.version(),
                now);
    }

    /** Until a decision of this process has committed with them. */
    private Uni<Void> keepRules(SqlConnection tx, Instant now) {
        return rulesKept ? Uni.createFrom().voidItem() : store.keepRules(tx, rules.version(), rules.settings(), now);
    }
}
