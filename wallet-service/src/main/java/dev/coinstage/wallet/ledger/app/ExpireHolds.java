package dev.coinstage.wallet.ledger.app;

import dev.coinstage.defaults.idempotency.RequestHash;
import dev.coinstage.defaults.idempotency.ScopedKey;
import dev.coinstage.defaults.ids.IdSource;
import dev.coinstage.defaults.startup.StartupGate;
import dev.coinstage.wallet.ledger.domain.Authority;
import dev.coinstage.wallet.ledger.domain.Command;
import dev.coinstage.wallet.ledger.domain.Link;
import dev.coinstage.wallet.ledger.domain.TransferId;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Gives back what was held for too long, by commands in the same queue as captures: whichever comes first counts, by the
 * ledger's time. Several processes may do so at once; the later command finds the hold closed.
 */
@ApplicationScoped
class ExpireHolds {

    private static final Logger LOG = Logger.getLogger(ExpireHolds.class);
    private static final String NAME = "wallet-service/expiry";
    private static final String KIND = "hold.expired";

    /** The ledger itself. */
    private static final UUID CALLER = new UUID(0, 0);

    private final HoldStore holds;
    private final PostLinked postLinked;
    private final HoldConfig config;
    private final StartupGate gate;
    private final IdSource ids;
    private final Authority authority;

    ExpireHolds(
            HoldStore holds,
            PostLinked postLinked,
            HoldConfig config,
            StartupGate gate,
            IdSource ids,
            Authorities authorities) {
        this.holds = holds;
        this.postLinked = postLinked;
        this.config = config;
        this.gate = gate;
        this.ids = ids;
        this.authority = authorities.of(NAME);
    }

    @Scheduled(every = "${coinstage.holds.expire-every:1s}", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> run() {
        if (!gate.awaited().isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return holds.expired(config.expireLimit())
                .flatMap(expired -> expired.isEmpty()
                        ? Uni.createFrom().item(List.<Answer>of())
                        : postLinked.of(expired.stream().map(this::command).toList()))
                .onFailure()
                .invoke(failure -> LOG.warnf("holds could not be expired now: %s", failure.getMessage()))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    private KeyedCommand command(UUID hold) {
        var posting = TransferId.posting(ids.next());
        return new KeyedCommand(
                new ScopedKey(NAME, ids.next()),
                RequestHash.of(hold),
                new Command(
                        posting,
                        KIND,
                        CALLER,
                        authority,
                        Command.NO_REFERENCE,
                        List.of(new Link.Expire(hold)),
                        List.of(),
                        "{}"));
    }
}
