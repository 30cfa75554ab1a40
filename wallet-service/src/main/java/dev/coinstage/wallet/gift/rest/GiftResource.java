package dev.coinstage.wallet.gift.rest;

import dev.coinstage.defaults.idempotency.IdempotencyKey;
import dev.coinstage.defaults.idempotency.Replayable;
import dev.coinstage.defaults.idempotency.Replays;
import dev.coinstage.defaults.identity.Caller;
import dev.coinstage.wallet.gift.app.GiveGift;
import dev.coinstage.wallet.gift.domain.GiftOutcome;
import dev.coinstage.wallet.gift.domain.GiftOutcome.Given;
import dev.coinstage.wallet.gift.domain.GiftRequest;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1/lives/{liveId}/gifts")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Gifts")
class GiftResource {

    private final GiveGift giveGift;
    private final Caller caller;
    private final Clock clock;

    GiftResource(GiveGift giveGift, Caller caller, Clock clock) {
        this.giveGift = giveGift;
        this.caller = caller;
        this.clock = clock;
    }

    @Schema(name = "GiveGift")
    record GiveRequest(
            @Schema(required = true, examples = "rose") @NotNull @Pattern(regexp = "[a-z][a-z0-9-]{0,39}")
            String giftId,

            @Schema(required = true, description = "How many of it.", examples = "1")
            @NotNull
            @Min(1)
            @Max(GiftRequest.MOST)
            Integer quantity) {}

    @Schema(
            name = "GivenGift",
            description = "A gift that was given: the coins are spent, the creator has the diamonds.")
    record GivenBody(
            @Schema(required = true) UUID id,
            @Schema(required = true, examples = "rose") String giftId,
            @Schema(required = true, examples = "1") int quantity,

            @Schema(required = true, description = "Coins spent.", examples = "1")
            long coins,

            @Schema(required = true, description = "Diamonds that the creator earned.", examples = "1")
            long diamonds,

            @Schema(required = true, description = "Coins left right after it.", examples = "699")
            long viewerBalance,

            @Schema(required = true, description = "The ledger's commit that holds it.", examples = "42")
            long commitSequence,

            @Schema(required = true) Instant givenAt) {

        static GivenBody from(Given given) {
            return new GivenBody(
                    given.id(),
                    given.giftId(),
                    given.quantity(),
                    given.spent().value(),
                    given.credited().value(),
                    given.viewerBalance().value(),
                    given.commitSequence(),
                    given.givenAt());
        }
    }

    @POST
    @RolesAllowed("viewer")
    @Operation(
            summary = "Give a gift in a Live",
            description = "Coins leave the viewer and diamonds reach the creator in one durable posting. Role: viewer.")
    @APIResponseSchema(value = GivenBody.class, responseCode = "201", responseDescription = "Given.")
    @APIResponse(responseCode = "404", description = "LIVE_NOT_FOUND")
    @APIResponse(responseCode = "409", description = "LIVE_ENDED, IDEMPOTENCY_KEY_REUSED")
    @APIResponse(
            responseCode = "422",
            description = "INSUFFICIENT_COINS, GIFT_NOT_ON_SALE, GIFT_TO_ONESELF, ACCOUNT_BLOCKED")
    @APIResponse(
            responseCode = "503",
            description = "QUEUE_FULL, OUTCOME_UNKNOWN, NOT_READY, DATABASE_UNAVAILABLE: retry with the same key")
    public Uni<RestResponse<GivenBody>> give(
            @PathParam("liveId") UUID liveId,
            @Valid @NotNull GiveRequest request,
            @HeaderParam(IdempotencyKey.HEADER) String key) {
        var gift = new GiftRequest(caller.subject(), liveId, request.giftId(), request.quantity());
        return giveGift.of(gift, IdempotencyKey.parse(key, clock.instant())).map(GiftResource::reply);
    }

    private static RestResponse<GivenBody> reply(Replayable<GiftOutcome> answer) {
        if (answer.value() instanceof Given given) {
            return Replays.created(GivenBody.from(given), answer.replayed());
        }
        throw GiftProblems.problem(answer.value()).exception(answer.replayed());
    }
}
