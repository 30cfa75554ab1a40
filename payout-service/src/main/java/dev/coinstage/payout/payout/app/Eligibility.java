package dev.coinstage.payout.payout.app;

import dev.coinstage.defaults.problem.Problem;
import dev.coinstage.payout.method.Methods;
import dev.coinstage.payout.quantity.Diamonds;
import dev.coinstage.payout.quote.Quotes;
import java.time.Instant;
import java.util.Optional;

/** Who may be paid out now. Every rule has a code, its numbers, and who can do something about it. */
final class Eligibility {

    private static final String BY = "fixableBy";
    private static final String CREATOR = "CREATOR";
    private static final String SECURITY = "SECURITY_TEAM";

    private Eligibility() {}

    /** The first rule that is broken, of those that need nothing but our own rows. */
    static Optional<Problem> ofQuote(Quotes.Offered quote, Methods.Known method, Diamonds minimum, Instant now) {
        var diamonds = quote.terms().diamonds();
        if (!now.isBefore(quote.expiresAt())) {
            return Optional.of(Problem.of(422, "QUOTE_EXPIRED", "The quote's time is over. Ask for another one.")
                    .with(BY, CREATOR)
                    .with("expiredAt", quote.expiresAt()));
        }
        if (!method.active()) {
            return Optional.of(Problem.of(422, "METHOD_NOT_ACTIVE", "Nothing is paid to this method any more.")
                    .with(BY, CREATOR));
        }
        if (!method.currency().equals(quote.terms().net().currency())) {
            return Optional.of(Problem.of(422, "CURRENCY_MISMATCH", "The method takes another currency.")
                    .with(BY, CREATOR)
                    .with("methodCurrency", method.currency()));
        }
        if (diamonds.isLessThan(minimum)) {
            return Optional.of(Problem.of(422, "BELOW_MINIMUM", "Payouts begin at " + minimum.value() + " diamonds.")
                    .with(BY, CREATOR)
                    .with("minimum", minimum.value())
                    .with("asked", diamonds.value()));
        }
        return Optional.empty();
    }

    /** The first rule that is broken by the creator's standing in the wallet. */
    static Optional<Problem> ofStanding(WalletAccounts.Standing standing, Diamonds needed) {
        if (standing.frozen()) {
            return Optional.of(Problem.of(422, "ACCOUNT_FROZEN", "The diamonds are frozen. Support can tell why.")
                    .with(BY, SECURITY));
        }
        if (standing.owed().value() > 0) {
            return Optional.of(Problem.of(422, "DEBT_OUTSTANDING", "A debt comes first; what gifts earn pays it off.")
                    .with(BY, CREATOR)
                    .with("owed", standing.owed().value()));
        }
        if (standing.available().isLessThan(needed)) {
            return Optional.of(Problem.of(
                            422,
                            "INSUFFICIENT_DIAMONDS",
                            "The payout needs " + needed.value() + " diamonds; "
                                    + standing.available().value() + " are available.")
                    .with(BY, CREATOR)
                    .with("needed", needed.value())
                    .with("available", standing.available().value()));
        }
        return Optional.empty();
    }

    static Problem restricted(String reasonCode) {
        return Problem.of(422, "PAYOUT_RESTRICTED", "Payouts of this account are stopped. Support can tell why.")
                .with(BY, SECURITY)
                .with("reasonCode", reasonCode);
    }
}
