package dev.coinstage.payout.payout.app;

import dev.coinstage.payout.quantity.Diamonds;
import dev.coinstage.payout.quantity.Money;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.UUID;

/**
 * Postings that the wallet is to make: each is written in the transaction that decides on it, and made after its commit, once. What
 * came of it is told to {@link TakeWalletAnswer}.
 */
public interface WalletPostings {

    Uni<Void> hold(SqlConnection tx, UUID payout, UUID creator, Diamonds diamonds);

    Uni<Void> voidHold(SqlConnection tx, UUID payout, UUID hold);

    /** Captures the whole hold, and books the money that the provider paid for us. */
    Uni<Void> settle(SqlConnection tx, UUID payout, UUID hold, Diamonds diamonds, Money paid);

    /** Each call is a posting of its own: one that the wallet refused stays refused. */
    Uni<Void> bookReturn(SqlConnection tx, UUID payout, UUID creator, Diamonds diamonds, Money money);

    /** After a commit: they need not wait for the next look. */
    void nudge();
}
