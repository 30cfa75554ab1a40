package dev.coinstage.fraud.decision.domain;

import static dev.coinstage.fraud.decision.domain.Rule.when;

import java.util.List;
import java.util.Optional;

/** Stolen cards show by pace, by sums, and by who else used them. */
final class PurchaseRules {

    static final List<Rule<Features.Purchase>> ALL = List.of(
            (f, s) -> when(f.cardBlocked(), Finding.block(Reason.CARD_BLOCKED)),
            PurchaseRules::frequent,
            PurchaseRules::largeSum,
            PurchaseRules::cardOnSeveralUsers,
            PurchaseRules::cardCountryDiffers,
            PurchaseRules::newAccountLargePurchase);

    private PurchaseRules() {}

    /** Twice the points at twice the count. */
    private static Optional<Finding> frequent(Features.Purchase purchase, RuleSettings settings) {
        var limits = settings.purchases();
        var often = Math.max(
                purchase.lastHour().count() / limits.hourCount(),
                purchase.lastDay().count() / limits.dayCount());
        return when(often > 0, Finding.points(Reason.PURCHASES_FREQUENT, Math.min(2, often) * limits.frequent()));
    }

    private static Optional<Finding> largeSum(Features.Purchase purchase, RuleSettings settings) {
        var limits = settings.purchases();
        var value = purchase.standing().value();
        var large = purchase.lastHour().value().plus(value).atLeast(limits.hourSum())
                || purchase.lastDay().value().plus(value).atLeast(limits.daySum());
        return when(large, Finding.points(Reason.PURCHASES_LARGE_SUM, limits.largeSum()));
    }

    private static Optional<Finding> cardOnSeveralUsers(Features.Purchase purchase, RuleSettings settings) {
        var points = Math.min(
                Decision.HIGHEST, purchase.cardUsers() * settings.purchases().cardUsers());
        return when(purchase.cardUsers() > 0, Finding.points(Reason.CARD_ON_SEVERAL_USERS, points));
    }

    private static Optional<Finding> cardCountryDiffers(Features.Purchase purchase, RuleSettings settings) {
        var known = !purchase.cardCountry().isEmpty() && !purchase.region().isEmpty();
        return when(
                known && !purchase.cardCountry().equalsIgnoreCase(purchase.region()),
                Finding.points(Reason.CARD_COUNTRY_DIFFERS, settings.purchases().cardCountry()));
    }

    private static Optional<Finding> newAccountLargePurchase(Features.Purchase purchase, RuleSettings settings) {
        var standing = purchase.standing();
        var limits = settings.purchases();
        var young = standing.firstSeenAt().plusSeconds(limits.youngSeconds()).isAfter(standing.at());
        return when(
                young && standing.value().atLeast(limits.largeForYoung()),
                Finding.points(Reason.NEW_ACCOUNT_LARGE_PURCHASE, limits.youngAndLarge()));
    }
}
