package dev.coinstage.defaults.feed;

import dev.coinstage.defaults.feed.FeedPage.CloudEvent;
import dev.coinstage.defaults.feed.FeedSource.Extent;
import dev.coinstage.defaults.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What happened in this service, for the others. Not reachable through a gateway. */
@Path("/events")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Events")
class FeedResource {

    private static final int LARGEST_PAGE = 500;
    private static final int LONGEST_POLL_SECONDS = 30;

    private final FeedSource source;
    private final FeedEpochs epochs;
    private final FeedConfig config;

    FeedResource(FeedSource source, FeedEpochs epochs, FeedConfig config) {
        this.source = source;
        this.epochs = epochs;
        this.config = config;
    }

    @GET
    @RolesAllowed("service")
    @Operation(
            summary = "What happened after a place in the feed",
            description =
                    "CloudEvents in the order of commit, without gaps. Waits for news up to the timeout. Role: service.")
    @APIResponseSchema(value = FeedPage.class, responseCode = "200", responseDescription = "One page, perhaps empty.")
    @APIResponse(responseCode = "400", description = "INVALID_CURSOR, INVALID_REQUEST")
    @APIResponse(
            responseCode = "410",
            description = "FEED_EPOCH_CHANGED, FEED_DROPPED: the place is gone; resumeAt is the place to go on from")
    public Uni<FeedPage> after(
            @Parameter(description = "A page's next; the feed's beginning without it.") @QueryParam("after")
                    String after,
            @QueryParam("limit") @DefaultValue("100") @Min(1) @Max(LARGEST_PAGE) int limit,
            @Parameter(description = "Seconds to wait for the first event.")
                    @QueryParam("timeout")
                    @DefaultValue("0")
                    @Min(0)
                    @Max(LONGEST_POLL_SECONDS)
                    int timeout) {
        var place = FeedPlace.parse(after);
        return epochs.current()
                .flatMap(epoch -> source.extent().flatMap(extent -> {
                    if (place.isBeginning()) {
                        return page(new FeedPlace(epoch, extent.dropped()), limit, timeout);
                    }
                    if (!place.epoch().equals(epoch)) {
                        return elsewhere(place, epoch, extent);
                    }
                    requireKept(place, extent);
                    return page(place, limit, timeout);
                }));
    }

    /** A replica that took over may lack what this reader has read: it goes back to where both surely are the same. */
    private Uni<FeedPage> elsewhere(FeedPlace place, String epoch, Extent extent) {
        return epochs.sharedWith(place.epoch()).map(shared -> {
            var resume = Math.max(Math.min(place.position(), shared), extent.dropped());
            throw gone("FEED_EPOCH_CHANGED", "The feed tells another history now.", new FeedPlace(epoch, resume));
        });
    }

    private static void requireKept(FeedPlace place, Extent extent) {
        if (place.position() < extent.dropped()) {
            throw gone(
                    "FEED_DROPPED",
                    "What follows this place was dropped.",
                    new FeedPlace(place.epoch(), extent.dropped()));
        }
        if (place.position() > extent.last()) {
            throw Problem.of(400, "INVALID_CURSOR", "The feed has not come to this place yet.")
                    .with("last", extent.last())
                    .exception();
        }
    }

    private static RuntimeException gone(String code, String detail, FeedPlace resume) {
        return Problem.of(410, code, detail).with("resumeAt", resume.toString()).exception();
    }

    private Uni<FeedPage> page(FeedPlace place, int limit, int timeout) {
        var until = System.nanoTime() + Duration.ofSeconds(timeout).toNanos();
        return Uni.createFrom()
                .deferred(() -> source.after(place.position(), limit))
                .repeat()
                .withDelay(config.lookEvery())
                .whilst(events -> events.isEmpty() && System.nanoTime() < until)
                .collect()
                .last()
                .call(events -> requireSameHistory(place))
                .flatMap(events -> source.extent().map(extent -> page(place, events, extent)));
    }

    /** After reading: a replica may have taken over while the reader waited. */
    private Uni<Void> requireSameHistory(FeedPlace place) {
        return epochs.current()
                .flatMap(epoch -> epoch.equals(place.epoch())
                        ? Uni.createFrom().voidItem()
                        : source.extent()
                                .flatMap(extent -> elsewhere(place, epoch, extent))
                                .replaceWithVoid());
    }

    private static FeedPage page(FeedPlace place, List<FeedEvent> events, Extent extent) {
        var read = events.isEmpty()
                ? place.position()
                : events.get(events.size() - 1).sequence();
        return new FeedPage(
                events.stream().map(CloudEvent::from).toList(),
                new FeedPlace(place.epoch(), read).toString(),
                Math.max(extent.last(), read));
    }
}
