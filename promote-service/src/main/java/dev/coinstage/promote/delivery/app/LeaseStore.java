package dev.coinstage.promote.delivery.app;

import dev.coinstage.promote.delivery.domain.Notice;
import dev.coinstage.promote.delivery.domain.Verdict;
import dev.coinstage.promote.quantity.Micros;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Leases and what is reserved and billed within them. Any number of processes may use it at once: a lease serves its holder only,
 * and every amount is taken by a statement that cannot take more than is there. Locks are taken in the order reservation,
 * lease, budget.
 */
public interface LeaseStore {

    /**
     * An impression that was promised.
     *
     * @param expiresAt of its notice
     */
    record Reservation(
            UUID impression, UUID viewer, String placement, Micros price, Instant decidedAt, Instant expiresAt) {}

    /**
     * Active campaigns with room for an impression, from this holder's lease or a new one, in an order that the seed shuffles.
     * None of the viewer's own.
     */
    Uni<List<Candidate>> candidates(UUID viewer, UUID holder, Instant now, String seed, int limit);

    /** Reserves in one of the holder's leases; the lease, or empty when none has room or the campaign is not active. */
    Uni<Optional<UUID>> reserve(UUID holder, UUID campaign, Reservation reservation);

    /** Takes a slice of what is not leased; false when there is not one impression left. */
    Uni<Boolean> lease(
            UUID holder, UUID campaign, UUID lease, Micros price, Micros most, Instant now, Instant expiresAt);

    /** Bills the impression once, if the notice is in time and this viewer's. */
    Uni<Verdict> bill(Notice notice, UUID viewer, Instant now);

    /** Gives back reservations whose notice has expired, or whose hold is gone; how many. */
    Uni<Integer> expire(Instant now, int limit);

    /** Closes leases that are over, used up, or of a campaign that ended, once nothing in them is reserved; how many. */
    Uni<Integer> close(Instant now, int limit);
}
