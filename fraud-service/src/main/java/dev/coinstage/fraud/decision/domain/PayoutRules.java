package dev.coinstage.fraud.decision.domain;

import static dev.coinstage.fraud.decision.domain.Rule.when;

import java.util.List;
import java.util.Optional;

/** Taken-over accounts show by a fresh method, laundering rings by where the diamonds came from. */
final class PayoutRules {

    private static final int PERCENT = 100;

    static final List<Rule<Features.Payout>> ALL = List.of(
            (f, s) -> when(
                    f.standing().payoutRestricted(),
                    Finding.review(Reason.PAYOUT_RESTRICTED, s.users().restricted())),
            (f, s) -> when(f.destinationBlocked(), Finding.block(Reason.DESTINATION_BLOCKED)),
            (f, s) -> when(
                    f.openDispute(),
                    Finding.review(Reason.OPEN_DISPUTE, s.payouts().openDispute())),
            (f, s) -> when(
                    f.lastDay().count() >= s.payouts().dayCount(),
                    Finding.points(Reason.PAYOUTS_FREQUENT, s.payouts().frequent())),
            PayoutRules::freshMethodLargeAmount,
            PayoutRules::chargedBackShare,
            PayoutRules::oneGifterDominates,
            PayoutRules::fewGifters,
            PayoutRules::youngGifters,
            PayoutRules::destinationShared);

    private PayoutRules() {}

    private static Optional<Finding> freshMethodLargeAmount(Features.Payout payout, RuleSettings settings) {
        var limits = settings.payouts();
        var standing = payout.standing();
        var fresh = payout.methodAddedAt().plusSeconds(limits.freshSeconds()).isAfter(standing.at());
        return when(
                fresh && standing.value().atLeast(limits.largeForFresh()),
                Finding.review(Reason.FRESH_METHOD_LARGE_AMOUNT, limits.freshAndLarge()));
    }

    /** Twice the points when it is half of all. */
    private static Optional<Finding> chargedBackShare(Features.Payout payout, RuleSettings settings) {
        var limits = settings.payouts();
        var gifts = payout.gifts();
        var times = share(gifts.ofChargedBack(), gifts, PERCENT / 2) ? 2 : 1;
        return when(
                telling(gifts, limits) && share(gifts.ofChargedBack(), gifts, limits.chargedBackPercent()),
                Finding.points(Reason.CHARGED_BACK_SHARE, times * limits.chargedBack()));
    }

    private static Optional<Finding> oneGifterDominates(Features.Payout payout, RuleSettings settings) {
        var limits = settings.payouts();
        var gifts = payout.gifts();
        return when(
                telling(gifts, limits) && above(gifts.ofLargest(), gifts, limits.dominatingPercent()),
                Finding.points(Reason.ONE_GIFTER_DOMINATES, limits.dominating()));
    }

    private static Optional<Finding> fewGifters(Features.Payout payout, RuleSettings settings) {
        var limits = settings.payouts();
        var gifts = payout.gifts();
        return when(
                telling(gifts, limits) && gifts.gifters() < limits.fewGifters(),
                Finding.points(Reason.FEW_GIFTERS, limits.few()));
    }

    private static Optional<Finding> youngGifters(Features.Payout payout, RuleSettings settings) {
        var limits = settings.payouts();
        var gifts = payout.gifts();
        return when(
                telling(gifts, limits) && above(gifts.ofYoung(), gifts, limits.youngPercent()),
                Finding.points(Reason.YOUNG_GIFTERS, limits.young()));
    }

    private static Optional<Finding> destinationShared(Features.Payout payout, RuleSettings settings) {
        var points = Math.min(
                Decision.HIGHEST, payout.destinationUsers() * settings.payouts().destinationUsers());
        return when(payout.destinationUsers() > 0, Finding.points(Reason.DESTINATION_SHARED, points));
    }

    /** Shares of a handful of diamonds would accuse every beginner. */
    private static boolean telling(Features.Gifts gifts, RuleSettings.Payouts limits) {
        return gifts.diamonds() >= Math.max(1, limits.leastDiamonds());
    }

    private static boolean share(long part, Features.Gifts gifts, int percent) {
        return part * PERCENT >= gifts.diamonds() * percent;
    }

    private static boolean above(long part, Features.Gifts gifts, int percent) {
        return part * PERCENT > gifts.diamonds() * percent;
    }
}
