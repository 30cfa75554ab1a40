package dev.coinstage.payout.payout.app;

import dev.coinstage.payout.payout.domain.Payout;
import dev.coinstage.payout.payout.domain.Reason;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** What the wallet's definitive answers mean for a payout. */
@ApplicationScoped
public class TakeWalletAnswer {

    private final PayoutStore store;
    private final TakeStep step;

    TakeWalletAnswer(PayoutStore store, TakeStep step) {
        this.store = store;
        this.step = step;
    }

    /** @param hold the transfer that holds the diamonds */
    public Uni<Void> held(SqlConnection tx, UUID payout, UUID hold) {
        return store.lock(tx, payout)
                .flatMap(found -> step.holdPlaced(tx, found.orElseThrow(), hold))
                .replaceWithVoid();
    }

    public Uni<Void> holdRefused(SqlConnection tx, UUID payout, String code) {
        var why =
                switch (code) {
                    case "INSUFFICIENT_FUNDS" -> Reason.INSUFFICIENT_DIAMONDS;
                    case "ACCOUNT_FROZEN" -> Reason.ACCOUNT_FROZEN;
                    default -> Reason.WALLET_REFUSED;
                };
        return step.of(tx, payout, "hold refused", before -> before.holdRefused(why))
                .replaceWithVoid();
    }

    public Uni<Void> voided(SqlConnection tx, UUID payout) {
        return step.of(tx, payout, "hold given back", Payout::voided).replaceWithVoid();
    }

    public Uni<Void> settled(SqlConnection tx, UUID payout) {
        return step.of(tx, payout, "settled", Payout::settled).replaceWithVoid();
    }

    public Uni<Void> returnBooked(SqlConnection tx, UUID payout) {
        return step.of(tx, payout, "return booked", Payout::returnBooked).replaceWithVoid();
    }

    /** A frozen account takes nothing: the return is booked when it is thawed, under another key, since refusals are sticky. */
    public Uni<Void> returnRefused(SqlConnection tx, UUID payout) {
        return step.of(tx, payout, "return postponed", Payout::returnPostponed).replaceWithVoid();
    }
}
