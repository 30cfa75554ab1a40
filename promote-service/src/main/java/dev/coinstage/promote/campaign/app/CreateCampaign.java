package dev.coinstage.promote.campaign.app;

import dev.coinstage.defaults.idempotency.IdempotencyKey;
import dev.coinstage.defaults.idempotency.Replayable;
import dev.coinstage.defaults.idempotency.RequestHash;
import dev.coinstage.defaults.idempotency.ScopedKey;
import dev.coinstage.defaults.ids.IdSource;
import dev.coinstage.promote.campaign.app.CampaignOutcome.Done;
import dev.coinstage.promote.campaign.app.CampaignOutcome.ImpossibleFlight;
import dev.coinstage.promote.campaign.app.CampaignOutcome.UnknownContent;
import dev.coinstage.promote.campaign.domain.Campaign;
import dev.coinstage.promote.campaign.domain.Creative;
import dev.coinstage.promote.campaign.domain.Flight;
import dev.coinstage.promote.campaign.domain.Objective;
import dev.coinstage.promote.content.ContentView;
import dev.coinstage.promote.content.Contents;
import dev.coinstage.promote.quantity.Coins;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/** Writes a draft. Nothing is held before it is submitted. */
@ApplicationScoped
public class CreateCampaign {

    private static final Duration FARTHEST_START = Duration.ofDays(365);

    private final Contents contents;
    private final CampaignStore campaigns;
    private final OncePerKey once;
    private final IdSource ids;
    private final Clock clock;

    CreateCampaign(Contents contents, CampaignStore campaigns, OncePerKey once, IdSource ids, Clock clock) {
        this.contents = contents;
        this.campaigns = campaigns;
        this.once = once;
        this.ids = ids;
        this.clock = clock;
    }

    /** What an owner asks for. */
    public record NewCampaign(
            UUID owner,
            UUID content,
            Objective objective,
            Coins budget,
            Instant startsAt,
            Instant endsAt,
            String title,
            String text) {}

    public Uni<Replayable<CampaignOutcome>> of(NewCampaign wanted, IdempotencyKey key) {
        var hash = RequestHash.of(
                wanted.content(),
                wanted.objective(),
                wanted.budget().value(),
                wanted.startsAt(),
                wanted.endsAt(),
                wanted.title(),
                wanted.text());
        var scoped = ScopedKey.of(wanted.owner(), "create-campaign", key);
        return contents.byId(wanted.content())
                .flatMap(content -> once.run(scoped, hash, tx -> draft(tx, wanted, content)));
    }

    private Uni<CampaignOutcome> draft(SqlConnection tx, NewCampaign wanted, Optional<ContentView> content) {
        if (content.isEmpty() || !content.get().ownerId().equals(wanted.owner())) {
            return Uni.createFrom().item(new UnknownContent());
        }
        var now = clock.instant();
        var startsAt = wanted.startsAt().truncatedTo(ChronoUnit.MICROS);
        var endsAt = wanted.endsAt().truncatedTo(ChronoUnit.MICROS);
        if (!Flight.isPossible(startsAt, endsAt)) {
            return Uni.createFrom().item(new ImpossibleFlight("A flight ends after it starts, within 30 days."));
        }
        if (!endsAt.isAfter(now) || startsAt.isAfter(now.plus(FARTHEST_START))) {
            return Uni.createFrom().item(new ImpossibleFlight("A flight ends in the future and starts within a year."));
        }
        var link = content.get().link() == null ? "" : content.get().link();
        var campaign = Campaign.draft(
                ids.next(),
                wanted.owner(),
                wanted.content(),
                wanted.objective(),
                wanted.budget(),
                new Flight(startsAt, endsAt),
                new Creative(wanted.title(), wanted.text(), link));
        return campaigns.insert(tx, campaign, now).replaceWith(new Done(CampaignView.from(campaign, Optional.empty())));
    }
}
