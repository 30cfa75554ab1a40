package dev.coinstage.promote.budget.app;

import dev.coinstage.promote.quantity.Coins;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Budgets. Whoever locks a campaign too, locks it before its budget. */
public interface BudgetStore {

    /** @param delivering false when the campaign ended before its hold was answered */
    Uni<Void> open(SqlConnection tx, UUID campaign, UUID hold, Coins held, boolean delivering);

    /** The figures of now, without a lock. */
    Uni<Optional<BudgetRecord>> find(SqlConnection tx, UUID campaign);

    /** The figures of those campaigns that have a budget. */
    Uni<List<BudgetRecord>> find(SqlConnection tx, List<UUID> campaigns);

    /** The same, and nobody else lends, captures or settles until the transaction ends. Notices go on. */
    Uni<Optional<BudgetRecord>> lock(SqlConnection tx, UUID campaign);

    /** No lease is opened any more. Nothing when there is no budget. */
    Uni<Void> stopDelivery(SqlConnection tx, UUID campaign);

    /** The wallet gave the hold back by itself. */
    Uni<Void> holdGone(SqlConnection tx, UUID campaign);

    /** Counts coins as captured. Fails when that would be more than was billed. */
    Uni<Void> capture(SqlConnection tx, UUID campaign, Coins coins);

    /** Takes a capture back that the wallet refused. */
    Uni<Void> uncapture(SqlConnection tx, UUID campaign, Coins coins);

    /** Counts the rest as refunded. Fails while anything is lent. */
    Uni<Void> settle(SqlConnection tx, UUID campaign, Instant at);
}
