package dev.coinstage.wallet.ledger.app;

import io.smallrye.mutiny.CompositeException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Posts the chains of one request, in the lane that never delays gifts. */
@ApplicationScoped
public class PostLinked {

    private final PostingQueue ledger;

    PostLinked(PostingQueue ledger) {
        this.ledger = ledger;
    }

    /**
     * @return one answer per command, once all are durable; fails with {@link LedgerUnavailable} when any cannot be told: asked
     *     again with the same keys, those that were decided are answered as before
     */
    public Uni<List<Answer>> of(List<KeyedCommand> commands) {
        var links = commands.stream()
                .mapToInt(command -> command.command().links().size())
                .sum();
        if (!ledger.hasRoom(PostingQueue.Lane.LINKED, links)) {
            return Uni.createFrom().failure(new LedgerUnavailable(LedgerUnavailable.Reason.QUEUE_FULL, null));
        }
        var posted = commands.stream()
                .map(command -> ledger.post(command, PostingQueue.Lane.LINKED))
                .toList();
        return Uni.join().all(posted).andCollectFailures().onFailure().transform(PostLinked::unknown);
    }

    /** Also when the lane filled up meanwhile: others of the request's chains may have been posted. */
    private static Throwable unknown(Throwable failure) {
        var first = failure instanceof CompositeException several
                ? several.getCauses().get(0)
                : failure;
        return first instanceof LedgerUnavailable
                ? new LedgerUnavailable(LedgerUnavailable.Reason.OUTCOME_UNKNOWN, first)
                : first;
    }
}
