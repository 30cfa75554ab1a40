package dev.coinstage.fraud.decision.domain;

import static dev.coinstage.fraud.decision.domain.Cases.NOW;
import static dev.coinstage.fraud.decision.domain.Cases.campaign;
import static dev.coinstage.fraud.decision.domain.Cases.decide;
import static dev.coinstage.fraud.decision.domain.Cases.honest;
import static dev.coinstage.fraud.decision.domain.Cases.payout;
import static dev.coinstage.fraud.decision.domain.Cases.purchase;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coinstage.fraud.decision.domain.Features.Gifts;
import dev.coinstage.fraud.decision.domain.Features.Volume;
import dev.coinstage.fraud.decision.domain.Standing.Review;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each rule: an example in which it fires, and one beside it in which it does not. */
class EngineTest {

    private static final Duration OLD = Duration.ofDays(30);
    private static final Gifts MANY = new Gifts(12, 5_000, 800, 5_000, 0);

    private static Decision decision(Outcome outcome, int score, Reason... reasons) {
        return new Decision(outcome, score, List.of(reasons));
    }

    @ParameterizedTest
    @CsvSource({"129", "999", "1500"})
    void a_first_purchase_of_one_package_passes(long cents) {
        assertThat(decide(purchase(honest(cents)))).isEqualTo(decision(Outcome.ALLOW, 0));
    }

    @Test
    void an_ordinary_campaign_passes() {
        var features = campaign(
                "Skin Prep",
                "Watch my three-part series on Friday and ask me anything!",
                "https://coinstage.dev/lives/1");
        assertThat(decide(features)).isEqualTo(decision(Outcome.ALLOW, 0));
    }

    @Test
    void a_payout_of_a_creator_with_many_gifters_passes_with_an_old_method() {
        var features = payout(honest(60_000), OLD, new Gifts(12, 5_000, 800, 0, 0));
        assertThat(decide(features)).isEqualTo(decision(Outcome.ALLOW, 0));
    }

    @Test
    void a_modest_payout_to_a_method_that_was_just_added_passes() {
        assertThat(decide(payout(honest(2_500), Duration.ZERO, MANY)).outcome()).isEqualTo(Outcome.ALLOW);
    }

    @Test
    void a_large_payout_to_a_fresh_method_is_reviewed() {
        var gifts = new Gifts(12, 5_000, 800, 0, 0);
        assertThat(decide(payout(honest(50_000), Duration.ofHours(23), gifts)))
                .isEqualTo(decision(Outcome.REVIEW, 50, Reason.FRESH_METHOD_LARGE_AMOUNT));
        assertThat(decide(payout(honest(49_999), Duration.ofHours(23), gifts)).outcome())
                .isEqualTo(Outcome.ALLOW);
        assertThat(decide(payout(honest(50_000), Duration.ofHours(24), gifts)).outcome())
                .isEqualTo(Outcome.ALLOW);
    }

    @Test
    void a_blocked_user_is_refused_whatever_for() {
        var blocked = new Standing(NOW, NOW, new UsCents(1), true, false, false, false, false, 0, Review.NONE);
        assertThat(decide(purchase(blocked))).isEqualTo(decision(Outcome.BLOCK, 100, Reason.USER_BLOCKED));
        assertThat(decide(payout(blocked, OLD, MANY)).outcome()).isEqualTo(Outcome.BLOCK);
    }

    @Test
    void a_watched_user_is_reviewed() {
        var watched = new Standing(NOW, NOW, new UsCents(1), false, false, true, false, false, 0, Review.NONE);
        assertThat(decide(purchase(watched))).isEqualTo(decision(Outcome.REVIEW, 50, Reason.USER_WATCHED));
    }

    @Test
    void who_may_not_spend_buys_nothing_and_may_be_paid_out() {
        var restricted = new Standing(NOW, NOW, new UsCents(1), false, false, false, true, false, 0, Review.NONE);
        assertThat(decide(purchase(restricted))).isEqualTo(decision(Outcome.BLOCK, 100, Reason.SPENDING_RESTRICTED));
        assertThat(decide(payout(restricted, OLD, Gifts.NONE)).outcome()).isEqualTo(Outcome.ALLOW);
    }

    @Test
    void a_payout_under_restriction_is_reviewed() {
        var restricted = new Standing(NOW, NOW, new UsCents(1), false, false, false, false, true, 0, Review.NONE);
        assertThat(decide(payout(restricted, OLD, Gifts.NONE)))
                .isEqualTo(decision(Outcome.REVIEW, 50, Reason.PAYOUT_RESTRICTED));
        assertThat(decide(purchase(restricted)).outcome()).isEqualTo(Outcome.ALLOW);
    }

    @ParameterizedTest
    @CsvSource({"0,0,ALLOW", "1,30,CHALLENGE", "2,60,REVIEW", "9,60,REVIEW"})
    void earlier_chargebacks_count_up_to_two(int chargebacks, int score, Outcome outcome) {
        var standing =
                new Standing(NOW, NOW, new UsCents(1), false, false, false, false, false, chargebacks, Review.NONE);
        assertThat(decide(purchase(standing)).score()).isEqualTo(score);
        assertThat(decide(purchase(standing)).outcome()).isEqualTo(outcome);
    }

    /** Nobody can prove by a second factor that what a campaign shows is honest. */
    @Test
    void a_campaign_is_reviewed_instead_of_challenged() {
        var standing = new Standing(NOW, NOW, new UsCents(1), false, false, false, false, false, 1, Review.NONE);
        var campaign = new Features.Campaign(standing, Volume.NONE, "a", "b", "", false);
        assertThat(decide(campaign).score()).isEqualTo(30);
        assertThat(decide(campaign).outcome()).isEqualTo(Outcome.REVIEW);
    }

    @ParameterizedTest
    @CsvSource({"4,4,0", "5,5,35", "10,10,70", "0,14,0", "0,15,35", "0,30,70", "0,300,70"})
    void frequent_purchases_count(int hour, int day, int score) {
        var features = new Features.Purchase(
                honest(1), new Volume(hour, UsCents.NONE), new Volume(day, UsCents.NONE), 0, false, "", "US");
        assertThat(decide(features).score()).isEqualTo(score);
    }

    @ParameterizedTest
    @CsvSource({"49000,0,999,0", "49000,0,1000,35", "0,149000,999,0", "0,149000,1000,35"})
    void sums_count_with_this_purchase_in_them(long hour, long day, long cents, int score) {
        var features = new Features.Purchase(
                honest(cents), new Volume(1, new UsCents(hour)), new Volume(1, new UsCents(day)), 0, false, "", "US");
        assertThat(decide(features).score()).isEqualTo(score);
    }

    @ParameterizedTest
    @CsvSource({"0,ALLOW", "1,ALLOW", "2,REVIEW", "4,BLOCK"})
    void a_card_on_several_users_counts_by_their_number(int others, Outcome outcome) {
        var features = new Features.Purchase(honest(1), Volume.NONE, Volume.NONE, others, false, "", "US");
        assertThat(decide(features).outcome()).isEqualTo(outcome);
    }

    @Test
    void a_blocked_card_is_refused() {
        var features = new Features.Purchase(honest(1), Volume.NONE, Volume.NONE, 0, true, "", "US");
        assertThat(decide(features)).isEqualTo(decision(Outcome.BLOCK, 100, Reason.CARD_BLOCKED));
    }

    @ParameterizedTest
    @CsvSource({"US,US,0", "us,US,0", "BR,US,20", "'',US,0", "US,'',0"})
    void a_card_from_elsewhere_counts_when_both_are_known(String card, String region, int score) {
        var features = new Features.Purchase(honest(1), Volume.NONE, Volume.NONE, 0, false, card, region);
        assertThat(decide(features).score()).isEqualTo(score);
    }

    @Test
    void a_large_purchase_of_a_new_account_is_challenged() {
        assertThat(decide(purchase(honest(10_000))))
                .isEqualTo(decision(Outcome.CHALLENGE, 30, Reason.NEW_ACCOUNT_LARGE_PURCHASE));
        assertThat(decide(purchase(honest(9_999))).outcome()).isEqualTo(Outcome.ALLOW);
        var known = new Standing(
                NOW, NOW.minus(OLD), new UsCents(10_000), false, false, false, false, false, 0, Review.NONE);
        assertThat(decide(purchase(known)).outcome()).isEqualTo(Outcome.ALLOW);
    }

    @Test
    void a_burst_of_campaigns_is_reviewed() {
        var burst = new Features.Campaign(honest(1), new Volume(5, UsCents.NONE), "a", "b", "", false);
        assertThat(decide(burst)).isEqualTo(decision(Outcome.REVIEW, 50, Reason.CAMPAIGNS_BURST));
        var sum = new Features.Campaign(honest(1), new Volume(1, new UsCents(199_999)), "a", "b", "", false);
        assertThat(decide(sum)).isEqualTo(decision(Outcome.REVIEW, 50, Reason.CAMPAIGNS_BURST));
        var some = new Features.Campaign(honest(1), new Volume(4, new UsCents(100)), "a", "b", "", false);
        assertThat(decide(some).outcome()).isEqualTo(Outcome.ALLOW);
    }

    @Test
    void a_blocked_link_is_refused() {
        var features = new Features.Campaign(honest(1), Volume.NONE, "a", "b", "https://x.example", true);
        assertThat(decide(features)).isEqualTo(decision(Outcome.BLOCK, 100, Reason.LINK_BLOCKED));
    }

    @ParameterizedTest
    @CsvSource({"800,ALLOW", "801,REVIEW", "1000,REVIEW"})
    void one_gifter_who_gave_over_four_fifths_is_reviewed(long largest, Outcome outcome) {
        assertThat(decide(payout(honest(1_000), OLD, new Gifts(5, 1_000, largest, 0, 0)))
                        .outcome())
                .isEqualTo(outcome);
    }

    @Test
    void shares_of_a_handful_of_diamonds_say_nothing() {
        assertThat(decide(payout(honest(100), OLD, new Gifts(1, 999, 999, 999, 999))))
                .isEqualTo(decision(Outcome.ALLOW, 0));
    }

    @ParameterizedTest
    @CsvSource({"99,0", "100,40", "499,40", "500,80"})
    void diamonds_of_charged_back_gifters_count_by_their_share(long chargedBack, int score) {
        assertThat(decide(payout(honest(100), OLD, new Gifts(5, 1_000, 300, 0, chargedBack)))
                        .score())
                .isEqualTo(score);
    }

    @Test
    void few_and_young_gifters_count_a_little() {
        assertThat(decide(payout(honest(100), OLD, new Gifts(2, 1_000, 500, 1_000, 0))))
                .isEqualTo(decision(Outcome.ALLOW, 25, Reason.FEW_GIFTERS, Reason.YOUNG_GIFTERS));
    }

    @Test
    void a_destination_of_other_creators_is_reviewed_and_never_refused_by_the_sum() {
        var shared = new Features.Payout(honest(100), Volume.NONE, NOW.minus(OLD), 9, false, false, MANY);
        assertThat(decide(shared).outcome()).isEqualTo(Outcome.REVIEW);
        assertThat(decide(shared).score()).isEqualTo(100);
        assertThat(decide(shared).reasons()).contains(Reason.DESTINATION_SHARED);
    }

    @Test
    void a_blocked_destination_is_refused() {
        var blocked = new Features.Payout(honest(100), Volume.NONE, NOW.minus(OLD), 0, true, false, Gifts.NONE);
        assertThat(decide(blocked)).isEqualTo(decision(Outcome.BLOCK, 100, Reason.DESTINATION_BLOCKED));
    }

    @Test
    void an_open_dispute_that_touches_the_creator_is_reviewed() {
        var touched = new Features.Payout(honest(100), Volume.NONE, NOW.minus(OLD), 0, false, true, Gifts.NONE);
        assertThat(decide(touched)).isEqualTo(decision(Outcome.REVIEW, 50, Reason.OPEN_DISPUTE));
    }

    @Test
    void frequent_payouts_are_reviewed() {
        var many = new Features.Payout(
                honest(100), new Volume(5, UsCents.NONE), NOW.minus(OLD), 0, false, false, Gifts.NONE);
        assertThat(decide(many)).isEqualTo(decision(Outcome.REVIEW, 50, Reason.PAYOUTS_FREQUENT));
        var some = new Features.Payout(
                honest(100), new Volume(4, UsCents.NONE), NOW.minus(OLD), 0, false, false, Gifts.NONE);
        assertThat(decide(some).outcome()).isEqualTo(Outcome.ALLOW);
    }

    @Test
    void what_a_person_approved_goes_on_unless_it_is_refused_outright() {
        var approved =
                new Standing(NOW, NOW, new UsCents(60_000), false, false, false, false, false, 2, Review.APPROVED);
        assertThat(decide(payout(approved, Duration.ZERO, MANY)))
                .isEqualTo(decision(Outcome.ALLOW, 0, Reason.CASE_APPROVED));
        var blocked = new Standing(NOW, NOW, new UsCents(60_000), true, false, false, false, false, 2, Review.APPROVED);
        assertThat(decide(payout(blocked, Duration.ZERO, MANY)).outcome()).isEqualTo(Outcome.BLOCK);
    }

    @Test
    void an_approval_lifts_no_restriction() {
        var restricted = new Standing(NOW, NOW, new UsCents(1), false, false, false, false, true, 0, Review.APPROVED);
        assertThat(decide(payout(restricted, OLD, Gifts.NONE)))
                .isEqualTo(decision(Outcome.REVIEW, 50, Reason.PAYOUT_RESTRICTED));
        assertThat(decide(purchase(restricted)).reasons()).containsExactly(Reason.CASE_APPROVED);
    }

    @Test
    void what_a_person_denied_stays_refused_and_what_one_looks_at_waits() {
        var denied = new Standing(NOW, NOW, new UsCents(1), false, false, false, false, false, 0, Review.DENIED);
        assertThat(decide(purchase(denied))).isEqualTo(decision(Outcome.BLOCK, 100, Reason.CASE_DENIED));
        var open = new Standing(NOW, NOW, new UsCents(1), false, false, false, false, false, 0, Review.OPEN);
        assertThat(decide(purchase(open))).isEqualTo(decision(Outcome.REVIEW, 0, Reason.CASE_OPEN));
    }

    @Test
    void an_allowed_user_is_judged_by_hard_rules_only() {
        var allowed = new Standing(NOW, NOW, new UsCents(10_000), false, true, false, false, false, 2, Review.NONE);
        assertThat(decide(purchase(allowed))).isEqualTo(decision(Outcome.ALLOW, 0));
        assertThat(decide(payout(allowed, Duration.ZERO, MANY)).outcome()).isEqualTo(Outcome.ALLOW);
        var restricted = new Standing(NOW, NOW, new UsCents(1), false, true, false, true, false, 0, Review.NONE);
        assertThat(decide(purchase(restricted)).outcome()).isEqualTo(Outcome.BLOCK);
    }
}
