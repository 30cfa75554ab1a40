package dev.coinstage.fraud.decision.domain;

import static dev.coinstage.fraud.decision.domain.Rule.when;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Scams show by what they promise and by where they lead. */
final class CampaignRules {

    static final List<Rule<Features.Campaign>> ALL = List.of(
            (f, s) -> when(
                    ScamText.of(f).promisesFreeCoins(),
                    Finding.points(Reason.SCAM_FREE_COINS, s.campaigns().freeCoins())),
            (f, s) -> when(
                    ScamText.of(f).leadsOffTheApp(),
                    Finding.points(Reason.SCAM_OFF_APP_TOP_UP, s.campaigns().offApp())),
            (f, s) -> when(
                    ScamText.of(f).resellsInBulk(),
                    Finding.points(Reason.SCAM_BULK_DISCOUNT, s.campaigns().bulkDiscount())),
            (f, s) -> when(ScamText.of(f).asksForCredentials(), Finding.block(Reason.SCAM_ASKS_FOR_CREDENTIALS)),
            (f, s) -> when(f.linkBlocked(), Finding.block(Reason.LINK_BLOCKED)),
            (f, s) -> when(
                    Stream.concat(addresses(f), names(f)).anyMatch(link -> link.looksLike(s.ownDomains())),
                    Finding.block(Reason.LINK_LOOKS_LIKE_US)),
            (f, s) -> when(
                    addresses(f).anyMatch(Link::isDisallowed),
                    Finding.points(Reason.LINK_DISALLOWED, s.campaigns().linkDisallowed())),
            CampaignRules::burst);

    private CampaignRules() {}

    private static Stream<Link> addresses(Features.Campaign campaign) {
        return Link.addresses(campaign.link(), text(campaign)).stream();
    }

    private static Stream<Link> names(Features.Campaign campaign) {
        return Link.names(text(campaign)).stream();
    }

    private static String text(Features.Campaign campaign) {
        return campaign.title() + " " + campaign.text();
    }

    private static Optional<Finding> burst(Features.Campaign campaign, RuleSettings settings) {
        var limits = settings.campaigns();
        var sum = campaign.lastDay().value().plus(campaign.standing().value());
        return when(
                campaign.lastDay().count() >= limits.burstCount() || sum.atLeast(limits.burstSum()),
                Finding.points(Reason.CAMPAIGNS_BURST, limits.burst()));
    }
}
