package dev.coinstage.promote.settlement.app;

import dev.coinstage.promote.quantity.Coins;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What was asked of the wallet for delivery, and what it answered. Insert-only. */
public interface SettlementStore {

    /** The span of the capture after the last notice. */
    String FINAL = "final";

    /** Campaigns with a full coin to capture that were not captured in this span, and have no capture without an answer. */
    Uni<List<UUID>> capturable(String span, int limit);

    /** Campaigns that have ended, whose notices and leases are over, and whose last capture is answered. */
    Uni<List<UUID>> settleable(int limit);

    /**
     * What was asked of the wallet so far. Under the budget's lock.
     *
     * @param waiting a capture has no answer yet, or the refund was asked for: nothing more may be asked
     * @param inSpan a capture was asked for in the span
     */
    record Asked(boolean waiting, boolean inSpan) {}

    Uni<Asked> asked(SqlConnection tx, UUID campaign, String span);

    Uni<Void> addCapture(SqlConnection tx, UUID id, UUID campaign, String span, Coins coins, Instant at);

    /** @param refusal empty when it was posted */
    Uni<Void> addOutcome(SqlConnection tx, UUID capture, String refusal, Instant at);

    Uni<Void> addRefund(SqlConnection tx, UUID id, UUID campaign, Coins coins, Instant at);

    /** Budgets whose parts are not the whole; there are none, or something is broken. */
    Uni<Long> broken();
}
