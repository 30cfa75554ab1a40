package dev.coinstage.promote.campaign.domain;

import static dev.coinstage.promote.campaign.domain.CampaignState.ACTIVE;
import static dev.coinstage.promote.campaign.domain.CampaignState.CANCELLED;
import static dev.coinstage.promote.campaign.domain.CampaignState.COMPLETED;
import static dev.coinstage.promote.campaign.domain.CampaignState.DRAFT;
import static dev.coinstage.promote.campaign.domain.CampaignState.PAUSED;
import static dev.coinstage.promote.campaign.domain.CampaignState.PENDING_REVIEW;
import static dev.coinstage.promote.campaign.domain.CampaignState.REJECTED;
import static dev.coinstage.promote.campaign.domain.CampaignState.SCHEDULED;
import static dev.coinstage.promote.campaign.domain.CampaignState.SETTLED;
import static dev.coinstage.promote.campaign.domain.CampaignState.SETTLING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coinstage.promote.quantity.Coins;
import dev.coinstage.promote.quantity.Micros;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class CampaignTest {

    private static final Instant START = Instant.parse("2026-11-24T12:00:00Z");
    private static final Instant END = START.plus(Duration.ofDays(2));
    private static final Micros PRICE = new Micros(50_000);

    private final Campaign draft = Campaign.draft(
            new UUID(1, 1),
            new UUID(1, 2),
            new UUID(1, 3),
            Objective.VIEWS,
            new Coins(10),
            new Flight(START, END),
            new Creative("Skin Prep", "Three steps.", ""));
    private final Campaign pending = draft.submitted(PRICE).orElseThrow();
    private final Campaign scheduled = pending.approved().orElseThrow();
    private final Campaign active = scheduled.started(START).orElseThrow();

    @Test
    void the_straight_way() {
        assertThat(draft.state()).isEqualTo(DRAFT);
        assertThat(pending.state()).isEqualTo(PENDING_REVIEW);
        assertThat(pending.price()).isEqualTo(PRICE);
        assertThat(scheduled.state()).isEqualTo(SCHEDULED);
        assertThat(active.state()).isEqualTo(ACTIVE);
        var completed = active.completed(Campaign.FLIGHT_OVER).orElseThrow();
        assertThat(completed.state()).isEqualTo(COMPLETED);
        assertThat(completed.reason()).isEqualTo("FLIGHT_OVER");
        var settled = completed.settling().flatMap(Campaign::settled).orElseThrow();
        assertThat(settled.state()).isEqualTo(SETTLED);
        assertThat(settled.ending()).isEqualTo(Ending.COMPLETED);
    }

    @Test
    void it_starts_when_its_time_has_come_and_not_when_it_is_over() {
        assertThat(scheduled.started(START.minusMillis(1))).isEmpty();
        assertThat(scheduled.started(END)).isEmpty();
        assertThat(pending.started(START)).isEmpty();
    }

    @Test
    void it_ends_when_the_flight_is_over_or_the_budget_is_used_up() {
        assertThat(active.dueEnd(END.minusMillis(1), false)).isEmpty();
        assertThat(active.dueEnd(END, false)).contains("FLIGHT_OVER");
        assertThat(active.dueEnd(START, true)).contains("BUDGET_EXHAUSTED");
        assertThat(pending.dueEnd(END, true)).isEmpty();
        assertThat(pending.isTooLateToReview(END)).isTrue();
        assertThat(pending.isTooLateToReview(END.minusMillis(1))).isFalse();
    }

    @Test
    void pausing_and_resuming_again_change_nothing() {
        var paused = active.paused().orElseThrow();
        assertThat(paused.state()).isEqualTo(PAUSED);
        assertThat(paused.paused()).contains(paused);
        assertThat(paused.resumed(START)).map(Campaign::state).contains(ACTIVE);
        assertThat(paused.resumed(START.minusMillis(1))).map(Campaign::state).contains(SCHEDULED);
        assertThat(active.resumed(START)).contains(active);
        assertThat(pending.paused()).isEmpty();
        assertThat(pending.resumed(START)).isEmpty();
    }

    @Test
    void cancelling_again_changes_nothing_however_far_it_is() {
        var cancelled = active.cancelled(Campaign.BY_OWNER).orElseThrow();
        assertThat(cancelled.state()).isEqualTo(CANCELLED);
        var settling = cancelled.settling().orElseThrow();
        assertThat(settling.cancelled(Campaign.CHARGEBACK)).contains(settling);
        assertThat(active.completed(Campaign.FLIGHT_OVER).flatMap(it -> it.cancelled(Campaign.BY_OWNER)))
                .isEmpty();
    }

    @Test
    void a_rejected_one_stays_rejected() {
        var rejected = pending.rejected("INSUFFICIENT_FUNDS").orElseThrow();
        assertThat(rejected.state()).isEqualTo(REJECTED);
        assertThat(rejected.reason()).isEqualTo("INSUFFICIENT_FUNDS");
        assertThat(rejected.approved()).isEmpty();
        assertThat(rejected.cancelled(Campaign.BY_OWNER)).isEmpty();
        assertThat(active.rejected("LATE")).isEmpty();
    }

    @Test
    void a_price_is_something_and_not_more_than_the_budget() {
        assertThatThrownBy(() -> draft.submitted(Micros.NONE)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> draft.submitted(new Micros(10_000_001))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_flight_has_at_most_30_days() {
        assertThat(Flight.isPossible(START, START.plus(Duration.ofDays(30)))).isTrue();
        assertThat(Flight.isPossible(START, START.plus(Duration.ofDays(30)).plusMillis(1)))
                .isFalse();
        assertThat(Flight.isPossible(START, START)).isFalse();
    }

    enum Wish {
        SUBMIT,
        REJECT,
        APPROVE,
        START,
        PAUSE,
        RESUME,
        COMPLETE,
        CANCEL,
        SETTLING,
        SETTLED
    }

    private static Optional<Campaign> wish(Campaign campaign, Wish wish) {
        return switch (wish) {
            case SUBMIT -> campaign.submitted(PRICE);
            case REJECT -> campaign.rejected("X");
            case APPROVE -> campaign.approved();
            case START -> campaign.started(START);
            case PAUSE -> campaign.paused();
            case RESUME -> campaign.resumed(START);
            case COMPLETE -> campaign.completed(Campaign.FLIGHT_OVER);
            case CANCEL -> campaign.cancelled(Campaign.BY_OWNER);
            case SETTLING -> campaign.settling();
            case SETTLED -> campaign.settled();
        };
    }

    @Property
    void only_stated_steps_are_taken_and_an_ending_is_never_undone(@ForAll @Size(max = 40) List<Wish> wishes) {
        var campaign = draft;
        for (var wish : wishes) {
            var after = wish(campaign, wish).orElse(campaign);
            if (after.state() != campaign.state()) {
                assertThat(campaign.state().next()).contains(after.state());
            }
            if (campaign.ending() != Ending.NONE) {
                assertThat(after.ending()).isEqualTo(campaign.ending());
                assertThat(after.reason()).isEqualTo(campaign.reason());
            }
            campaign = after;
        }
    }
}
