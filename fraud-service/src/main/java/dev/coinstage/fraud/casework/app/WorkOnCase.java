package dev.coinstage.fraud.casework.app;

import dev.coinstage.defaults.command.Commands;
import dev.coinstage.defaults.feed.Event;
import dev.coinstage.defaults.feed.Outbox;
import dev.coinstage.defaults.idempotency.RequestHash;
import dev.coinstage.defaults.idempotency.ScopedKey;
import dev.coinstage.defaults.ids.IdSource;
import dev.coinstage.fraud.audit.AuditTrail;
import dev.coinstage.fraud.audit.Deed;
import dev.coinstage.fraud.casework.domain.CaseFile;
import dev.coinstage.fraud.casework.domain.CaseFile.Progress;
import dev.coinstage.fraud.casework.domain.CaseKind;
import dev.coinstage.fraud.casework.domain.CaseOutcome;
import dev.coinstage.fraud.casework.domain.Verdict;
import dev.coinstage.fraud.casework.domain.Worker;
import dev.coinstage.fraud.outcomes.KeyedWork;
import dev.coinstage.fraud.restriction.app.Restrictions;
import dev.coinstage.fraud.restriction.domain.RestrictionKind;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/**
 * A person takes a case, and decides it. Row, event and audit entry commit together. A chargeback's case that is approved says
 * that the creators acted in good faith: their restrictions of kind PAYOUT that the case imposed are lifted; the viewer's stay.
 */
@ApplicationScoped
public class WorkOnCase {

    private final Pool pool;
    private final CaseStore store;
    private final KeyedWork keyed;
    private final Restrictions restrictions;
    private final AuditTrail audit;
    private final Outbox outbox;
    private final Commands commands;
    private final IdSource ids;
    private final Clock clock;

    WorkOnCase(
            Pool pool,
            CaseStore store,
            KeyedWork keyed,
            Restrictions restrictions,
            AuditTrail audit,
            Outbox outbox,
            Commands commands,
            IdSource ids,
            Clock clock) {
        this.pool = pool;
        this.store = store;
        this.keyed = keyed;
        this.restrictions = restrictions;
        this.audit = audit;
        this.outbox = outbox;
        this.commands = commands;
        this.ids = ids;
        this.clock = clock;
    }

    /** The data of {@code fraud.case.decided}. */
    @RegisterForReflection
    record DecidedFact(UUID caseId, CaseKind action, UUID subjectId, UUID userId, Verdict verdict, UUID decidedBy) {}

    /** A change, and whether an earlier request with its key made it. */
    public record Answer(CaseOutcome outcome, boolean replayed) {}

    public Uni<CaseOutcome> assign(UUID id, UUID to, Worker worker, int seen) {
        return pool.withTransaction(tx -> change(tx, id, file -> file.assign(to, worker, seen))
                .call(outcome -> whenDone(
                        outcome,
                        file -> audit.record(tx, deed(worker, "case.assigned", id, Map.of("to", to.toString()))))));
    }

    /** Decides it once per key. */
    public Uni<Answer> decide(UUID id, Verdict verdict, String reason, Worker worker, int seen, ScopedKey key) {
        var refusal = new AtomicReference<CaseOutcome>();
        var hash = RequestHash.of(id, verdict, reason, seen);
        return keyed.once(
                        key,
                        hash,
                        KeptCase.class,
                        tx -> change(tx, id, file -> file.decide(verdict, reason, worker, seen, clock.instant()))
                                .call(outcome -> whenDone(outcome, file -> follow(tx, file, worker)))
                                .map(outcome -> {
                                    refusal.set(outcome);
                                    return outcome instanceof CaseOutcome.Done done
                                            ? Optional.of(KeptCase.of(done.file()))
                                            : Optional.empty();
                                }))
                .invoke(done -> commands.nudge())
                .map(answer -> new Answer(
                        answer.value()
                                .<CaseOutcome>map(kept -> new CaseOutcome.Done(kept.file()))
                                .orElseGet(refusal::get),
                        answer.replayed()));
    }

    private Uni<CaseOutcome> change(SqlConnection tx, UUID id, Function<CaseFile, CaseOutcome> change) {
        return store.lock(tx, id)
                .map(found -> found.map(change).orElseGet(CaseOutcome.Unknown::new))
                .call(outcome -> whenDone(outcome, file -> store.update(tx, file)));
    }

    private static Uni<Void> whenDone(CaseOutcome outcome, Function<CaseFile, Uni<Void>> then) {
        return outcome instanceof CaseOutcome.Done done
                ? then.apply(done.file())
                : Uni.createFrom().voidItem();
    }

    private Uni<Void> follow(SqlConnection tx, CaseFile file, Worker worker) {
        var decided = (Progress.Decided) file.progress();
        var fact = new DecidedFact(
                file.id(), file.kind(), file.subjectId(), file.userId(), decided.verdict(), worker.id());
        return outbox.publish(
                        tx,
                        new Event(ids.next(), "fraud.case.decided", file.id().toString(), decided.at(), fact))
                .call(() -> audit.record(
                        tx,
                        deed(
                                worker,
                                "case.decided",
                                file.id(),
                                Map.of("verdict", decided.verdict().name(), "reason", decided.reason()))))
                .call(() -> file.kind() == CaseKind.CHARGEBACK && decided.verdict() == Verdict.APPROVED
                        ? restrictions.liftOfCase(
                                tx, file.id(), RestrictionKind.PAYOUT, worker.id(), "the case was approved")
                        : Uni.createFrom().voidItem());
    }

    private Deed deed(Worker worker, String action, UUID id, Map<String, String> detail) {
        return new Deed(clock.instant(), worker.id(), worker.role(), action, id, detail);
    }
}
