package dev.coinstage.fraud.decision.domain;

import static dev.coinstage.fraud.decision.domain.Rule.when;

import java.util.List;
import java.util.Optional;

/** Rules about the user and about what people said of the subject before; they hold for every action. */
final class StandingRules {

    static final List<Rule<Features>> ALL = List.of(
            (f, s) -> when(f.standing().blocked(), Finding.block(Reason.USER_BLOCKED)),
            (f, s) -> when(
                    f.standing().watched(),
                    Finding.review(Reason.USER_WATCHED, s.users().watched())),
            (f, s) -> when(f.standing().review() == Standing.Review.DENIED, Finding.block(Reason.CASE_DENIED)),
            (f, s) -> when(f.standing().review() == Standing.Review.OPEN, Finding.review(Reason.CASE_OPEN, 0)),
            StandingRules::spendingRestricted,
            StandingRules::earlierChargebacks);

    private StandingRules() {}

    /** Who may not spend buys and promotes nothing; being paid out is another restriction's business. */
    private static Optional<Finding> spendingRestricted(Features features, RuleSettings settings) {
        return when(
                features.standing().spendingRestricted() && features.action() != Action.PAYOUT,
                Finding.block(Reason.SPENDING_RESTRICTED));
    }

    private static Optional<Finding> earlierChargebacks(Features features, RuleSettings settings) {
        var chargebacks = Math.min(2, features.standing().chargebacks());
        return when(
                chargebacks > 0,
                Finding.points(
                        Reason.EARLIER_CHARGEBACKS,
                        chargebacks * settings.users().chargeback()));
    }
}
