package dev.coinstage.wallet.card.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.coinstage.defaults.idempotency.IdempotencyKey;
import dev.coinstage.defaults.idempotency.Replayable;
import dev.coinstage.defaults.idempotency.Replays;
import dev.coinstage.defaults.identity.Caller;
import dev.coinstage.defaults.problem.Problem;
import dev.coinstage.wallet.api.MoneyBody;
import dev.coinstage.wallet.card.app.StartCardPurchase;
import dev.coinstage.wallet.card.domain.CardOutcome;
import dev.coinstage.wallet.card.domain.CardPurchase;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
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

/** Coins for a card, on the web. */
@Path("/v1/card-purchases")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed("viewer")
@Tag(name = "Purchases")
class CardPurchaseResource {

    private final StartCardPurchase startCardPurchase;
    private final Caller caller;
    private final Clock clock;

    CardPurchaseResource(StartCardPurchase startCardPurchase, Caller caller, Clock clock) {
        this.startCardPurchase = startCardPurchase;
        this.caller = caller;
        this.clock = clock;
    }

    @Schema(name = "StartCardPurchase")
    record StartRequest(
            @Schema(required = true, description = "Of a package for the platform WEB.", examples = "web.coins.700")
            @NotBlank
            @Size(max = 100)
            String productId,

            @Schema(required = true, description = "ISO 3166 alpha-2.", examples = "US")
            @NotNull
            @Pattern(regexp = "[A-Z]{2}")
            String region) {}

    @Schema(name = "CardPurchase")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record CardPurchaseBody(
            @Schema(required = true) UUID id,

            @Schema(
                    required = true,
                    description =
                            "AWAITING_PAYMENT, PAID, IN_REVIEW (paid, and somebody looks first), CREDITED (the coins are "
                                    + "there), REFUSED, REFUNDING, REFUNDED, FAILED (the card was declined; another may follow)",
                    examples = "CREDITED")
            String state,

            @Schema(required = true, examples = "web.coins.700")
            String productId,

            @Schema(required = true, examples = "700") long coins,

            @Schema(required = true, description = "Taxes included.")
            MoneyBody price,

            @Schema(required = true, description = "The card provider's id of the payment.", examples = "pi_3Q")
            String payment,

            @Schema(required = true, description = "With which the browser pays there.", examples = "pi_3Q_secret_7")
            String clientSecret,

            @Schema(description = "The purchase in the ledger, once its coins are there.")
            UUID purchaseId,

            @Schema(required = true) Instant createdAt) {

        static CardPurchaseBody from(CardPurchase purchase) {
            return new CardPurchaseBody(
                    purchase.id(),
                    purchase.state().name(),
                    purchase.productId(),
                    purchase.coins().value(),
                    MoneyBody.from(purchase.price()),
                    purchase.payment(),
                    purchase.clientSecret(),
                    purchase.posting().equals(CardPurchase.NOT_POSTED) ? null : purchase.posting(),
                    purchase.createdAt());
        }
    }

    @POST
    @Operation(
            summary = "Begin to buy coins with a card",
            description =
                    "The browser pays at the card provider with payment and clientSecret; the coins come when the provider "
                            + "says that it has the money. Role: viewer.")
    @APIResponseSchema(
            value = CardPurchaseBody.class,
            responseCode = "201",
            responseDescription = "The provider waits for the card.")
    @APIResponse(responseCode = "409", description = "IDEMPOTENCY_KEY_REUSED")
    @APIResponse(responseCode = "422", description = "PRODUCT_NOT_SOLD, PURCHASE_REFUSED")
    @APIResponse(
            responseCode = "503",
            description =
                    "CHECK_UNAVAILABLE, CARD_PROVIDER_UNAVAILABLE, NOT_READY, DATABASE_UNAVAILABLE: retry with the "
                            + "same key")
    public Uni<RestResponse<CardPurchaseBody>> start(
            @Valid @NotNull StartRequest request, @HeaderParam(IdempotencyKey.HEADER) String key) {
        return startCardPurchase
                .of(caller.subject(), request.productId(), request.region(), IdempotencyKey.parse(key, clock.instant()))
                .map(CardPurchaseResource::reply);
    }

    private static RestResponse<CardPurchaseBody> reply(Replayable<CardOutcome> answer) {
        if (answer.value() instanceof CardOutcome.Started started) {
            return Replays.created(CardPurchaseBody.from(started.purchase()), answer.replayed());
        }
        throw CardProblems.problem(answer.value()).exception(answer.replayed());
    }

    @GET
    @Path("/{cardPurchaseId}")
    @Operation(summary = "One's own card purchase", description = "Role: viewer.")
    @APIResponseSchema(value = CardPurchaseBody.class, responseCode = "200", responseDescription = "The purchase.")
    @APIResponse(responseCode = "404", description = "PURCHASE_NOT_FOUND")
    public Uni<CardPurchaseBody> byId(@PathParam("cardPurchaseId") UUID cardPurchaseId) {
        return startCardPurchase
                .own(cardPurchaseId, caller.subject())
                .map(found -> CardPurchaseBody.from(found.orElseThrow(
                        () -> Problem.of(404, "PURCHASE_NOT_FOUND", "There is no such purchase of yours.")
                                .exception())));
    }
}
