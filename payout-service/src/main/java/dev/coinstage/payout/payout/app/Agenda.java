package dev.coinstage.payout.payout.app;

import dev.coinstage.payout.payout.domain.Funds;
import dev.coinstage.payout.payout.domain.Payout;
import dev.coinstage.payout.payout.domain.Reason;
import dev.coinstage.payout.payout.domain.Sending;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;

/** When a payout is looked at next, so that whatever a crash, a lost webhook or a silent peer left open goes on by itself. */
@ApplicationScoped
public class Agenda {

    private static final int MOST_DOUBLINGS = 20;

    private final PayoutConfig config;

    Agenda(PayoutConfig config) {
        this.config = config;
    }

    /** After a step. Empty where somebody else makes the next one: the wallet's answer, an analyst, nobody. */
    Optional<Instant> next(Payout payout, Instant createdAt, Instant now) {
        return switch (payout.state()) {
            case REQUESTED, APPROVED -> payout.funds() == Funds.HELD ? Optional.of(now) : Optional.empty();
            case SUBMITTING -> Optional.of(payout.sending() == Sending.OUT ? now.plus(config.lease()) : now);
            case OUTCOME_UNKNOWN -> Optional.of(now.plus(config.firstPause()));
            case PROCESSING, SENT -> Optional.of(now.plus(config.askEvery()));
            case HELD -> heldByTheWallet(payout) ? Optional.of(now.plus(config.recheckEvery())) : Optional.empty();
            case COMPLETED ->
                createdAt.plus(config.returnsFor()).isAfter(now)
                        ? Optional.of(now.plus(config.askForReturnsEvery()))
                        : Optional.empty();
            case RETURNED ->
                payout.funds() == Funds.POSTPONED ? Optional.of(now.plus(config.recheckEvery())) : Optional.empty();
            case REJECTED, CANCELED, FAILED -> Optional.empty();
        };
    }

    static boolean heldByTheWallet(Payout payout) {
        return payout.reason() == Reason.ACCOUNT_FROZEN || payout.reason() == Reason.DEBT_OUTSTANDING;
    }

    /** After a look that moved nothing. @param tries looks in vain before it */
    Optional<Instant> again(PayoutRecord record, Instant now) {
        var regular = next(record.payout(), record.createdAt(), now);
        var pause = config.firstPause().multipliedBy(1L << Math.min(record.tries(), MOST_DOUBLINGS));
        var longest = config.longestPause();
        var earliest = now.plus(pause.compareTo(longest) > 0 ? longest : pause);
        return regular.map(due -> due.isAfter(earliest) ? due : earliest);
    }
}
