package dev.coinstage.promote.delivery.app;

import dev.coinstage.defaults.ids.IdSource;
import dev.coinstage.promote.delivery.app.LeaseStore.Reservation;
import dev.coinstage.promote.delivery.domain.Notice;
import dev.coinstage.promote.quantity.Coins;
import dev.coinstage.promote.quantity.Micros;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.Optional;
import java.util.UUID;

/**
 * Chooses what a viewer is shown, and reserves its price until the notice expires. Needs no idempotency key: a decision that
 * was lost on its way is never billed, and what it reserved goes back.
 */
@ApplicationScoped
public class DecideAd {

    /** More are not tried: whoever finds these three without room asks again. */
    private static final int MOST_CANDIDATES = 3;

    private final LeaseStore leases;
    private final NoticeSigner signer;
    private final DeliveryConfig config;
    private final IdSource ids;
    private final Clock clock;

    /** This process, as holder of leases. */
    private final UUID holder;

    DecideAd(LeaseStore leases, NoticeSigner signer, DeliveryConfig config, IdSource ids, Clock clock) {
        this.leases = leases;
        this.signer = signer;
        this.config = config;
        this.ids = ids;
        this.clock = clock;
        this.holder = ids.next();
    }

    /** What is shown, and the notice to bring back when it was. */
    public record Shown(UUID impression, Candidate what, String notice, Instant expiresAt) {}

    /** Empty when nothing is to be shown now. */
    public Uni<Optional<Shown>> of(UUID viewer, String placement) {
        var now = clock.instant();
        var impression = ids.next();
        var expiresAt = now.plus(config.noticeLasts()).truncatedTo(ChronoUnit.MILLIS);
        return leases.candidates(viewer, holder, now, impression.toString(), MOST_CANDIDATES)
                .flatMap(found -> first(
                        found.iterator(),
                        price -> new Reservation(impression, viewer, placement, price, now, expiresAt)));
    }

    private interface Wanted {
        Reservation at(Micros price);
    }

    private Uni<Optional<Shown>> first(Iterator<Candidate> candidates, Wanted wanted) {
        if (!candidates.hasNext()) {
            return Uni.createFrom().item(Optional.empty());
        }
        var candidate = candidates.next();
        var reservation = wanted.at(candidate.price());
        return reserve(candidate, reservation)
                .flatMap(lease -> lease.isEmpty()
                        ? first(candidates, wanted)
                        : Uni.createFrom().item(lease.map(it -> shown(candidate, reservation, it))));
    }

    /** From a lease that is there, else from a new one. */
    private Uni<Optional<UUID>> reserve(Candidate candidate, Reservation reservation) {
        return leases.reserve(holder, candidate.campaign(), reservation)
                .flatMap(lease -> lease.isPresent()
                        ? Uni.createFrom().item(lease)
                        : open(candidate, reservation.decidedAt())
                                .flatMap(opened -> opened
                                        ? leases.reserve(holder, candidate.campaign(), reservation)
                                        : Uni.createFrom().item(Optional.empty())));
    }

    private Uni<Boolean> open(Candidate candidate, Instant now) {
        var most = new Coins(config.leaseCoins()).micros();
        var expiresAt = now.plus(config.leaseLasts());
        return leases.lease(holder, candidate.campaign(), ids.next(), candidate.price(), most, now, expiresAt);
    }

    private Shown shown(Candidate candidate, Reservation reservation, UUID lease) {
        var notice = new Notice(
                candidate.campaign(), lease, reservation.impression(), reservation.price(), reservation.expiresAt());
        return new Shown(reservation.impression(), candidate, signer.sign(notice), reservation.expiresAt());
    }
}
