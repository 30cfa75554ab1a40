package dev.coinstage.promote.campaign.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.coinstage.defaults.idempotency.IdempotencyKey;
import dev.coinstage.defaults.idempotency.Replayable;
import dev.coinstage.defaults.idempotency.Replays;
import dev.coinstage.defaults.identity.Caller;
import dev.coinstage.defaults.problem.Problem;
import dev.coinstage.promote.campaign.app.CampaignOutcome;
import dev.coinstage.promote.campaign.app.CampaignOutcome.Done;
import dev.coinstage.promote.campaign.app.CampaignView;
import dev.coinstage.promote.campaign.app.CreateCampaign;
import dev.coinstage.promote.campaign.app.CreateCampaign.NewCampaign;
import dev.coinstage.promote.campaign.app.FindCampaigns;
import dev.coinstage.promote.campaign.app.SteerCampaign;
import dev.coinstage.promote.campaign.domain.Campaign;
import dev.coinstage.promote.campaign.domain.Objective;
import dev.coinstage.promote.quantity.Coins;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1/campaigns")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed("creator")
@Tag(name = "Campaigns")
class CampaignResource {

    private final CreateCampaign createCampaign;
    private final SteerCampaign steerCampaign;
    private final FindCampaigns findCampaigns;
    private final Caller caller;
    private final Clock clock;

    CampaignResource(
            CreateCampaign createCampaign,
            SteerCampaign steerCampaign,
            FindCampaigns findCampaigns,
            Caller caller,
            Clock clock) {
        this.createCampaign = createCampaign;
        this.steerCampaign = steerCampaign;
        this.findCampaigns = findCampaigns;
        this.caller = caller;
        this.clock = clock;
    }

    @Schema(name = "NewCampaign")
    record CreateRequest(
            @Schema(required = true, description = "A content of the caller's.") @NotNull
            UUID contentId,

            @Schema(required = true) @NotNull Objective objective,

            @Schema(required = true, description = "Coins that are held in full at submit.", examples = "500")
            @NotNull
            @Min(1)
            @Max(Campaign.LARGEST_BUDGET)
            Long budgetCoins,

            @Schema(required = true, description = "When delivery begins, within a year.") @NotNull
            Instant startsAt,

            @Schema(required = true, description = "When it ends: in the future, within 30 days after it starts.")
            @NotNull
            Instant endsAt,

            @Schema(required = true, examples = "Skin Prep tonight") @NotBlank @Size(max = 100)
            String title,

            @Schema(required = true, examples = "Three steps before any make-up.") @NotBlank @Size(max = 500)
            String text) {}

    @Schema(name = "CampaignPage")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Page(
            @Schema(required = true) List<CampaignView> items,

            @Schema(description = "The cursor of the next page; absent on the last one.")
            String next) {

        static Page of(List<CampaignView> found, int limit) {
            var items = found.subList(0, Math.min(limit, found.size()));
            return new Page(
                    items, found.size() > limit ? items.get(limit - 1).id().toString() : null);
        }
    }

    @POST
    @Operation(
            summary = "Write a campaign",
            description = "It is a DRAFT: nothing is held before it is submitted. Role: creator.")
    @APIResponseSchema(value = CampaignView.class, responseCode = "201", responseDescription = "The draft.")
    @APIResponse(responseCode = "422", description = "CONTENT_UNKNOWN, FLIGHT_IMPOSSIBLE")
    public Uni<RestResponse<CampaignView>> create(
            @Valid @NotNull CreateRequest request, @HeaderParam(IdempotencyKey.HEADER) String key) {
        var wanted = new NewCampaign(
                caller.subject(),
                request.contentId(),
                request.objective(),
                new Coins(request.budgetCoins()),
                request.startsAt(),
                request.endsAt(),
                request.title(),
                request.text());
        return createCampaign.of(wanted, key(key)).map(answer -> Replays.created(done(answer), answer.replayed()));
    }

    @POST
    @Path("/{campaignId}/submit")
    @Operation(
            summary = "Submit a draft",
            description =
                    "Its budget is held and it is reviewed, both after the reply: PENDING_REVIEW becomes SCHEDULED, or "
                            + "REJECTED with a reason. While the wallet or the review cannot be reached it waits. Role: creator.")
    @APIResponseSchema(
            value = CampaignView.class,
            responseCode = "200",
            responseDescription = "The submitted campaign.")
    @APIResponse(responseCode = "404", description = "CAMPAIGN_NOT_FOUND")
    @APIResponse(responseCode = "409", description = "CAMPAIGN_STATE, IDEMPOTENCY_KEY_REUSED")
    @APIResponse(responseCode = "422", description = "FLIGHT_IMPOSSIBLE")
    public Uni<RestResponse<CampaignView>> submit(
            @PathParam("campaignId") UUID campaignId, @HeaderParam(IdempotencyKey.HEADER) String key) {
        return steerCampaign.submit(caller.subject(), campaignId, key(key)).map(CampaignResource::reply);
    }

    @POST
    @Path("/{campaignId}/pause")
    @Operation(
            summary = "Pause a campaign",
            description = "It is not shown until it is resumed; again changes nothing. Role: creator.")
    @APIResponseSchema(value = CampaignView.class, responseCode = "200", responseDescription = "The paused campaign.")
    @APIResponse(responseCode = "404", description = "CAMPAIGN_NOT_FOUND")
    @APIResponse(responseCode = "409", description = "CAMPAIGN_STATE")
    public Uni<CampaignView> pause(@PathParam("campaignId") UUID campaignId) {
        return steerCampaign.pause(caller.subject(), campaignId).map(outcome -> done(Replayable.fresh(outcome)));
    }

    @POST
    @Path("/{campaignId}/resume")
    @Operation(summary = "Resume a campaign", description = "Again changes nothing. Role: creator.")
    @APIResponseSchema(value = CampaignView.class, responseCode = "200", responseDescription = "The resumed campaign.")
    @APIResponse(responseCode = "404", description = "CAMPAIGN_NOT_FOUND")
    @APIResponse(responseCode = "409", description = "CAMPAIGN_STATE")
    public Uni<CampaignView> resume(@PathParam("campaignId") UUID campaignId) {
        return steerCampaign.resume(caller.subject(), campaignId).map(outcome -> done(Replayable.fresh(outcome)));
    }

    @POST
    @Path("/{campaignId}/cancel")
    @Operation(
            summary = "Cancel a campaign",
            description =
                    "Notices that are out are still billed; what then is left of the hold goes back. Again changes "
                            + "nothing. Role: creator.")
    @APIResponseSchema(
            value = CampaignView.class,
            responseCode = "200",
            responseDescription = "The cancelled campaign.")
    @APIResponse(responseCode = "404", description = "CAMPAIGN_NOT_FOUND")
    @APIResponse(responseCode = "409", description = "CAMPAIGN_STATE, IDEMPOTENCY_KEY_REUSED")
    public Uni<RestResponse<CampaignView>> cancel(
            @PathParam("campaignId") UUID campaignId, @HeaderParam(IdempotencyKey.HEADER) String key) {
        return steerCampaign.cancel(caller.subject(), campaignId, key(key)).map(CampaignResource::reply);
    }

    @GET
    @Path("/{campaignId}")
    @Operation(summary = "One of the caller's campaigns", description = "Role: creator.")
    @APIResponseSchema(value = CampaignView.class, responseCode = "200", responseDescription = "The campaign.")
    @APIResponse(responseCode = "404", description = "CAMPAIGN_NOT_FOUND")
    public Uni<CampaignView> byId(@PathParam("campaignId") UUID campaignId) {
        return findCampaigns
                .byId(caller.subject(), campaignId)
                .map(found -> found.orElseThrow(() -> CampaignProblems.unknown().exception()));
    }

    @GET
    @Operation(summary = "The caller's campaigns", description = "Newest first. Role: creator.")
    @APIResponseSchema(value = Page.class, responseCode = "200", responseDescription = "A page.")
    @APIResponse(responseCode = "400", description = "INVALID_CURSOR, INVALID_REQUEST")
    public Uni<Page> page(
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit, @QueryParam("after") String after) {
        return findCampaigns.page(caller.subject(), cursor(after), limit + 1).map(found -> Page.of(found, limit));
    }

    private static Optional<UUID> cursor(String after) {
        if (after == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(UUID.fromString(after));
        } catch (IllegalArgumentException foreign) {
            throw Problem.of(400, "INVALID_CURSOR", "The cursor must be one that a page returned.")
                    .exception();
        }
    }

    private IdempotencyKey key(String header) {
        return IdempotencyKey.parse(header, clock.instant());
    }

    private static CampaignView done(Replayable<CampaignOutcome> answer) {
        if (answer.value() instanceof Done done) {
            return done.campaign();
        }
        throw CampaignProblems.problem(answer.value()).exception(answer.replayed());
    }

    private static RestResponse<CampaignView> reply(Replayable<CampaignOutcome> answer) {
        var reply = RestResponse.ResponseBuilder.ok(done(answer));
        return (answer.replayed() ? reply.header(IdempotencyKey.REPLAYED, "true") : reply).build();
    }
}
