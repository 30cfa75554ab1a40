package dev.coinstage.payout.payout.app;

import dev.coinstage.defaults.idempotency.ScopedKey;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Keeps payouts. What takes a transaction writes in it; a payout is locked before it is changed, and always before its attempt. */
public interface PayoutStore {

    /** Serialises callers of one key until commit. */
    Uni<Void> lockKey(SqlConnection tx, ScopedKey key);

    /** Adds an intent. @return the payout that has used the quote already; empty when this one does now */
    Uni<Optional<UUID>> add(SqlConnection tx, PayoutRecord intent);

    /** Locks the payout's row. */
    Uni<Optional<PayoutRecord>> lock(SqlConnection tx, UUID id);

    /** The payout whose attempt goes by that reference. */
    Uni<Optional<UUID>> byReference(SqlConnection tx, String reference);

    /** Writes a locked payout and the step that it took. @param due when to look at it next; empty for never */
    Uni<Void> write(SqlConnection tx, PayoutRecord after, String cause, Optional<Instant> due);

    /** Puts off the next look at a payout that did not move; one that moved meanwhile keeps its time. @param due empty for never */
    Uni<Void> putOff(PayoutRecord unmoved, Optional<Instant> due);

    Uni<Void> addDecision(SqlConnection tx, UUID id, int number, FraudCheck.Decided decided, Instant recordedAt);

    Uni<Void> addAttempt(SqlConnection tx, UUID id, PayoutRecord.Attempt attempt, Instant at);

    Uni<Void> attemptSent(SqlConnection tx, UUID id, UUID decision, Instant at);

    /** The provider has answered about the reference. */
    Uni<Void> attemptAsked(SqlConnection tx, UUID id, Instant at);

    Uni<Optional<PayoutRecord>> byId(UUID id);

    /** Newest first. @param creator whose; empty for everybody's @param before older than that one */
    Uni<List<PayoutRecord>> list(Optional<UUID> creator, Optional<UUID> before, int limit);

    /** Payouts whose time has come, the longest waiting first, kept from others for the length of the lease. */
    Uni<List<UUID>> claim(Instant now, Duration lease, int limit);

    /** Makes all due that the provider may have and was not asked about since then. */
    Uni<Void> wakeOpen(Instant since);

    /** Whether the provider may have a payout that was sent before then and was not asked about since. */
    Uni<Boolean> anyUnasked(Instant since);

    /** Notes an event of the provider. @return false when it was noted before */
    Uni<Boolean> noteEvent(
            SqlConnection tx, String eventId, String type, String reference, boolean applied, Instant at);

    Uni<Boolean> knowsEvent(SqlConnection tx, String eventId);

    Uni<Void> impose(SqlConnection tx, UUID restriction, UUID creator, String reasonCode, Instant at);

    Uni<Void> lift(SqlConnection tx, UUID restriction, UUID creator, Instant at);

    /** Why the creator's payouts may not go out; empty when they may. */
    Uni<Optional<String>> restriction(SqlConnection tx, UUID creator);

    /** Locks the creator's payouts that are neither over nor paid: whoever then imposes a restriction is seen by those who send. */
    Uni<List<UUID>> lockOpen(SqlConnection tx, UUID creator);

    /** How many payouts are in each state that is not the last, and since when the oldest unknown outcome is unknown. */
    Uni<Census> census();

    record Census(Map<String, Long> byState, Optional<Instant> oldestUnknown) {}
}
