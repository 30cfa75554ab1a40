package dev.coinstage.fraud.decision.domain;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Decides: features and settings in, a decision out. The same in, the same out, for live decisions and for replays. */
public final class Engine {

    private Engine() {}

    public static Decision decide(Features features, RuleSettings settings) {
        var findings = findings(features, settings);
        var standing = features.standing();
        if (standing.review() == Standing.Review.APPROVED && findings.stream().noneMatch(Engine::outranksApproval)) {
            return new Decision(Outcome.ALLOW, 0, List.of(Reason.CASE_APPROVED));
        }
        var counted =
                standing.allowed() ? findings.stream().filter(Finding::isHard).toList() : findings;
        var sum = counted.stream().mapToInt(Finding::points).sum();
        var score = Math.min(Decision.HIGHEST, sum);
        var hard = counted.stream().map(Finding::atLeast).reduce(Outcome.ALLOW, Outcome::orAtLeast);
        var outcome = bySum(score, features.action(), settings.outcomes()).orAtLeast(hard);
        return new Decision(
                outcome, score, counted.stream().map(Finding::reason).toList());
    }

    /** What refuses outright, and a restriction: it stays until it is lifted, whatever was said of one payout. */
    private static boolean outranksApproval(Finding finding) {
        return finding.atLeast() == Outcome.BLOCK || finding.reason() == Reason.PAYOUT_RESTRICTED;
    }

    /**
     * Payouts are never refused by a sum: whether a creator is paid is for a person to say, or for a hard rule. A campaign is not
     * challenged but looked at: a proof of who asks says nothing about what is shown.
     */
    private static Outcome bySum(int score, Action action, RuleSettings.Outcomes from) {
        var outcome = score >= from.block()
                ? Outcome.BLOCK
                : score >= from.review()
                        ? Outcome.REVIEW
                        : score >= from.challenge() ? Outcome.CHALLENGE : Outcome.ALLOW;
        if (action == Action.CAMPAIGN && outcome == Outcome.CHALLENGE) {
            return Outcome.REVIEW;
        }
        return action == Action.PAYOUT ? outcome.orAtMost(Outcome.REVIEW) : outcome;
    }

    private static List<Finding> findings(Features features, RuleSettings settings) {
        var common = fired(StandingRules.ALL, features, settings);
        return Stream.concat(common, ofAction(features, settings))
                .sorted(Comparator.comparing(Finding::reason))
                .toList();
    }

    private static Stream<Finding> ofAction(Features features, RuleSettings settings) {
        if (features instanceof Features.Purchase purchase) {
            return fired(PurchaseRules.ALL, purchase, settings);
        }
        if (features instanceof Features.Campaign campaign) {
            return fired(CampaignRules.ALL, campaign, settings);
        }
        return fired(PayoutRules.ALL, (Features.Payout) features, settings);
    }

    private static <F extends Features> Stream<Finding> fired(List<Rule<F>> rules, F features, RuleSettings settings) {
        return rules.stream().flatMap(rule -> rule.check(features, settings).stream());
    }
}
