package dev.coinstage.wallet.debt.app;

import dev.coinstage.defaults.idempotency.RequestHash;
import dev.coinstage.defaults.idempotency.ScopedKey;
import dev.coinstage.defaults.ids.IdSource;
import dev.coinstage.defaults.startup.StartupGate;
import dev.coinstage.wallet.debt.app.DebtorStore.Debtor;
import dev.coinstage.wallet.ledger.app.Answer;
import dev.coinstage.wallet.ledger.app.Authorities;
import dev.coinstage.wallet.ledger.app.KeyedCommand;
import dev.coinstage.wallet.ledger.app.PostLinked;
import dev.coinstage.wallet.ledger.app.PostingDetails;
import dev.coinstage.wallet.ledger.domain.Account;
import dev.coinstage.wallet.ledger.domain.Command;
import dev.coinstage.wallet.ledger.domain.Link;
import dev.coinstage.wallet.ledger.domain.Outcome;
import dev.coinstage.wallet.ledger.domain.TransferCode;
import dev.coinstage.wallet.ledger.domain.TransferId;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * What a debtor gets pays the debt first: within about a second of its coming, whatever brought it. Nothing is paid twice, though two
 * processes look: from its first payment on, a receivable takes no more than brings it to zero.
 */
@ApplicationScoped
public class NetDebts {

    private static final Logger LOG = Logger.getLogger(NetDebts.class);
    private static final String KIND = "debt-netted";
    private static final int MOST = 200;

    private final DebtorStore debtors;
    private final PostLinked ledger;
    private final Authorities authorities;
    private final PostingDetails details;
    private final IdSource ids;
    private final StartupGate gate;
    private final Counter netted;

    NetDebts(
            DebtorStore debtors,
            PostLinked ledger,
            Authorities authorities,
            PostingDetails details,
            IdSource ids,
            StartupGate gate,
            MeterRegistry metrics) {
        this.debtors = debtors;
        this.ledger = ledger;
        this.authorities = authorities;
        this.details = details;
        this.ids = ids;
        this.gate = gate;
        this.netted = metrics.counter("coinstage.debts.netted");
    }

    /** What the event feed tells of it. */
    @RegisterForReflection
    record Netted(String ownerId, String asset) {}

    @Scheduled(every = "${coinstage.debts.net-every:1s}", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> look() {
        if (!gate.awaited().isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return run().onFailure()
                .invoke(failure -> LOG.warnf("debts could not be netted now: %s", failure.getMessage()))
                .onFailure()
                .recoverWithNull();
    }

    /** Nets what can be netted now. */
    public Uni<Void> run() {
        return debtors.able(MOST)
                .flatMap(able -> able.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : ledger.of(able.stream().map(this::command).toList())
                                .invoke(this::count)
                                .replaceWithVoid());
    }

    /** The bound comes first: of two such chains the second finds nothing left to pay. */
    private KeyedCommand command(Debtor debtor) {
        var links = List.<Link>of(
                new Link.Limit(debtor.debt(), 0, 0),
                new Link.Balancing(
                        debtor.own(),
                        debtor.debt(),
                        Math.min(debtor.owed(), Account.LARGEST),
                        TransferCode.DEBT_NETTING));
        var command = new Command(
                TransferId.posting(ids.next()),
                KIND,
                UUID.fromString(debtor.own().owner()),
                authorities.of("wallet-service/debts"),
                Command.NO_REFERENCE,
                links,
                List.of(),
                details.write(
                        new Netted(debtor.own().owner(), debtor.own().asset().code())));
        return new KeyedCommand(new ScopedKey("wallet/debts", ids.next()), RequestHash.of(KIND), command);
    }

    private void count(List<Answer> answers) {
        netted.increment(answers.stream()
                .filter(answer ->
                        answer instanceof Answer.Decided decided && decided.outcome() instanceof Outcome.Posted)
                .count());
    }
}
