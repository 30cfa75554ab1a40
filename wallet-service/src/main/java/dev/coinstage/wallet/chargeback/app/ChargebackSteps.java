package dev.coinstage.wallet.chargeback.app;

import dev.coinstage.defaults.idempotency.RequestHash;
import dev.coinstage.defaults.idempotency.ScopedKey;
import dev.coinstage.defaults.ids.DerivedIds;
import dev.coinstage.defaults.ids.IdSource;
import dev.coinstage.wallet.ledger.app.Answer;
import dev.coinstage.wallet.ledger.app.Authorities;
import dev.coinstage.wallet.ledger.app.KeyedCommand;
import dev.coinstage.wallet.ledger.app.PostLinked;
import dev.coinstage.wallet.ledger.app.PostingDetails;
import dev.coinstage.wallet.ledger.domain.Command;
import dev.coinstage.wallet.ledger.domain.Link;
import dev.coinstage.wallet.ledger.domain.Outcome;
import dev.coinstage.wallet.ledger.domain.TransferId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/**
 * The ledger's side of a chargeback, step by step. Each step has a key of its own that follows from the dispute: whoever does it
 * again after a crash gets the outcome of the first time.
 */
@ApplicationScoped
class ChargebackSteps {

    private static final String AUTHORITY = "wallet-service/chargeback";

    private final PostLinked ledger;
    private final Authorities authorities;
    private final PostingDetails details;
    private final IdSource ids;

    ChargebackSteps(PostLinked ledger, Authorities authorities, PostingDetails details, IdSource ids) {
        this.ledger = ledger;
        this.authorities = authorities;
        this.details = details;
        this.ids = ids;
    }

    /**
     * Posts one step.
     *
     * @param step names it within the dispute: the same step has the same links whenever it is done
     */
    Uni<Outcome> post(UUID dispute, String step, String kind, List<Link> links, Record detail) {
        return post(dispute, step, kind, AUTHORITY, links, detail);
    }

    Uni<Outcome> post(UUID dispute, String step, String kind, String authority, List<Link> links, Record detail) {
        var key = new ScopedKey(
                "wallet/chargeback/" + step.substring(0, Math.min(step.length(), 60)), DerivedIds.of(dispute, step));
        var command = new Command(
                TransferId.posting(ids.next()),
                kind,
                dispute,
                authorities.of(authority),
                dispute.toString(),
                links,
                List.of(),
                details.write(detail));
        return ledger.of(List.of(new KeyedCommand(key, RequestHash.of(step), command)))
                .map(answers -> outcome(answers.get(0)));
    }

    private static Outcome outcome(Answer answer) {
        if (answer instanceof Answer.Decided decided) {
            return decided.outcome();
        }
        throw new IllegalStateException("a step's key was used for another step");
    }
}
