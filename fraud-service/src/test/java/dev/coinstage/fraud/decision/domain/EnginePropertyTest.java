package dev.coinstage.fraud.decision.domain;

import static dev.coinstage.fraud.decision.domain.Cases.NOW;
import static dev.coinstage.fraud.decision.domain.Cases.SETTINGS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coinstage.fraud.decision.domain.Features.Gifts;
import dev.coinstage.fraud.decision.domain.Features.Volume;
import dev.coinstage.fraud.decision.domain.Standing.Review;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class EnginePropertyTest {

    @Provide
    Arbitrary<Standing> standings() {
        var flags = Arbitraries.of(true, false).list().ofSize(5);
        return Combinators.combine(
                        Arbitraries.longs().between(0, 100 * 86_400),
                        Arbitraries.longs().between(0, 1_000_000),
                        flags,
                        Arbitraries.integers().between(0, 4),
                        Arbitraries.of(Review.class))
                .as((age, cents, flag, chargebacks, review) -> new Standing(
                        NOW,
                        NOW.minusSeconds(age),
                        new UsCents(cents),
                        flag.get(0),
                        flag.get(1),
                        flag.get(2),
                        flag.get(3),
                        flag.get(4),
                        chargebacks,
                        review));
    }

    private static Arbitrary<Volume> volumes() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 40),
                        Arbitraries.longs().between(0, 400_000))
                .as((count, cents) -> new Volume(count, new UsCents(cents)));
    }

    private static Arbitrary<Gifts> gifts() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 50),
                        Arbitraries.longs().between(0, 100_000),
                        Arbitraries.integers().between(0, 100),
                        Arbitraries.integers().between(0, 100),
                        Arbitraries.integers().between(0, 100))
                .as((gifters, all, largest, young, bad) ->
                        new Gifts(gifters, all, all * largest / 100, all * young / 100, all * bad / 100));
    }

    @Provide
    Arbitrary<Features> features() {
        Arbitrary<Features> purchases = Combinators.combine(
                        standings(),
                        volumes(),
                        volumes(),
                        Arbitraries.integers().between(0, 5),
                        Arbitraries.of("", "US", "BR"))
                .as((standing, hour, day, users, country) ->
                        new Features.Purchase(standing, hour, day, users, false, country, "US"));
        Arbitrary<Features> campaigns = Combinators.combine(
                        standings(),
                        volumes(),
                        Arbitraries.strings().ofMaxLength(80),
                        Arbitraries.strings().ofMaxLength(80),
                        Arbitraries.of("", "https://coinstage.dev", "https://c0instage.dev", "x"))
                .as((standing, day, title, text, link) ->
                        new Features.Campaign(standing, day, title, text, link, false));
        Arbitrary<Features> payouts = Combinators.combine(
                        standings(),
                        volumes(),
                        Arbitraries.longs().between(0, 200_000),
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.of(true, false),
                        gifts())
                .as((standing, day, age, users, dispute, gifts) ->
                        new Features.Payout(standing, day, NOW.minusSeconds(age), users, false, dispute, gifts));
        return Arbitraries.oneOf(purchases, campaigns, payouts);
    }

    @Property
    void the_same_features_give_the_same_decision(@ForAll("features") Features features) {
        assertThat(Engine.decide(features, SETTINGS)).isEqualTo(Engine.decide(features, SETTINGS));
    }

    @Property
    void a_score_is_never_beyond_its_bounds(@ForAll("features") Features features) {
        assertThat(Engine.decide(features, SETTINGS).score()).isBetween(0, 100);
    }

    @Property
    void a_blocked_user_is_never_let_through(@ForAll("features") Features features) {
        var blocked = with(features, block(features.standing()));
        assertThat(Engine.decide(blocked, SETTINGS).outcome()).isEqualTo(Outcome.BLOCK);
    }

    @Property
    void one_more_chargeback_never_makes_it_milder(@ForAll("features") Features features) {
        var worse = with(features, chargedBack(features.standing()));
        assertNoMilder(features, worse);
    }

    @Property
    void one_more_purchase_never_makes_it_milder(@ForAll("features") Features features) {
        if (features instanceof Features.Purchase purchase) {
            var more = new Volume(
                    purchase.lastDay().count() + 1, purchase.lastDay().value().plus(new UsCents(500)));
            assertNoMilder(
                    features,
                    new Features.Purchase(
                            purchase.standing(),
                            more,
                            more,
                            purchase.cardUsers() + 1,
                            purchase.cardBlocked(),
                            purchase.cardCountry(),
                            purchase.region()));
        }
    }

    @Property
    void a_larger_amount_never_makes_it_milder(@ForAll("features") Features features) {
        assertNoMilder(features, with(features, larger(features.standing())));
    }

    @Property
    void a_payout_is_refused_by_hard_rules_only(@ForAll("features") Features features) {
        if (features instanceof Features.Payout
                && Engine.decide(features, SETTINGS).outcome() == Outcome.BLOCK) {
            assertThat(Engine.decide(features, SETTINGS).reasons())
                    .containsAnyOf(Reason.USER_BLOCKED, Reason.CASE_DENIED, Reason.DESTINATION_BLOCKED);
        }
    }

    private static void assertNoMilder(Features features, Features worse) {
        var before = Engine.decide(features, SETTINGS);
        var after = Engine.decide(worse, SETTINGS);
        assertThat(after.score()).isGreaterThanOrEqualTo(before.score());
        assertThat(after.outcome()).isGreaterThanOrEqualTo(before.outcome());
    }

    private static Standing block(Standing s) {
        return new Standing(
                s.at(),
                s.firstSeenAt(),
                s.value(),
                true,
                s.allowed(),
                s.watched(),
                s.spendingRestricted(),
                s.payoutRestricted(),
                s.chargebacks(),
                s.review());
    }

    private static Standing chargedBack(Standing s) {
        return new Standing(
                s.at(),
                s.firstSeenAt(),
                s.value(),
                s.blocked(),
                s.allowed(),
                s.watched(),
                s.spendingRestricted(),
                s.payoutRestricted(),
                s.chargebacks() + 1,
                s.review());
    }

    private static Standing larger(Standing s) {
        return new Standing(
                s.at(),
                s.firstSeenAt(),
                s.value().plus(new UsCents(25_000)),
                s.blocked(),
                s.allowed(),
                s.watched(),
                s.spendingRestricted(),
                s.payoutRestricted(),
                s.chargebacks(),
                s.review());
    }

    private static Features with(Features features, Standing standing) {
        if (features instanceof Features.Purchase p) {
            return new Features.Purchase(
                    standing, p.lastHour(), p.lastDay(), p.cardUsers(), p.cardBlocked(), p.cardCountry(), p.region());
        }
        if (features instanceof Features.Campaign c) {
            return new Features.Campaign(standing, c.lastDay(), c.title(), c.text(), c.link(), c.linkBlocked());
        }
        var p = (Features.Payout) features;
        return new Features.Payout(
                standing,
                p.lastDay(),
                p.methodAddedAt(),
                p.destinationUsers(),
                p.destinationBlocked(),
                p.openDispute(),
                p.gifts());
    }
}
