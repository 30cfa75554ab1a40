package dev.coinstage.wallet.purchase.rest;

import dev.coinstage.defaults.idempotency.IdempotencyKey;
import dev.coinstage.defaults.idempotency.Replayable;
import dev.coinstage.defaults.idempotency.Replays;
import dev.coinstage.defaults.identity.Caller;
import dev.coinstage.defaults.problem.Problem;
import dev.coinstage.wallet.api.MoneyBody;
import dev.coinstage.wallet.purchase.app.CreditPurchase;
import dev.coinstage.wallet.purchase.app.Receipt;
import dev.coinstage.wallet.purchase.domain.PurchaseOutcome;
import dev.coinstage.wallet.purchase.domain.PurchaseOutcome.Credited;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
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

@Path("/v1/app-store-purchases")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed("viewer")
@Tag(name = "Purchases")
class AppStorePurchaseResource {

    private final CreditPurchase creditPurchase;
    private final Caller caller;
    private final Clock clock;

    AppStorePurchaseResource(CreditPurchase creditPurchase, Caller caller, Clock clock) {
        this.creditPurchase = creditPurchase;
        this.caller = caller;
        this.clock = clock;
    }

    @Schema(name = "AppStorePurchase")
    record PurchaseRequest(
            @Schema(
                    required = true,
                    description = "StoreKit 2 signed transaction (JWS), bought with the user's id as appAccountToken.",
                    examples = "eyJhbGciOiJFUzI1NiIsIng1YyI6W10.eyJ0cmFuc2FjdGlvbklkIjoiMSJ9.c2ln")
            @NotBlank
            @Size(max = 16_384)
            String signedTransaction) {}

    @Schema(name = "CreditedPurchase", description = "The coins are on the account.")
    record CreditedBody(
            @Schema(required = true) UUID id,

            @Schema(required = true, examples = "2000000123456789")
            String storeTransactionId,

            @Schema(required = true, examples = "dev.coinstage.coins.700")
            String productId,

            @Schema(required = true, examples = "1") int quantity,
            @Schema(required = true, examples = "700") long coins,

            @Schema(required = true, description = "Of the whole quantity, taxes included.")
            MoneyBody price,

            @Schema(required = true, description = "Coins available right after it.", examples = "700")
            long balance,

            @Schema(required = true, description = "The ledger's commit that holds it.", examples = "41")
            long commitSequence,

            @Schema(required = true) Instant creditedAt) {

        static CreditedBody from(Credited credited) {
            return new CreditedBody(
                    credited.id(),
                    credited.storeTransactionId(),
                    credited.productId(),
                    credited.quantity(),
                    credited.coins().value(),
                    MoneyBody.from(credited.price()),
                    credited.balance().value(),
                    credited.commitSequence(),
                    credited.creditedAt());
        }
    }

    @Schema(name = "Receipt")
    record ReceiptBody(
            @Schema(required = true) UUID id,

            @Schema(required = true, examples = "2000000123456789")
            String storeTransactionId,

            @Schema(required = true, examples = "dev.coinstage.coins.700")
            String productId,

            @Schema(required = true, examples = "1") int quantity,
            @Schema(required = true, examples = "700") long coins,

            @Schema(required = true, description = "Of the whole quantity, taxes included.")
            MoneyBody price,

            @Schema(required = true) Instant creditedAt) {

        static ReceiptBody from(Receipt receipt) {
            return new ReceiptBody(
                    receipt.id(),
                    receipt.storeTransactionId(),
                    receipt.productId(),
                    receipt.quantity(),
                    receipt.coins().value(),
                    MoneyBody.from(receipt.price()),
                    receipt.creditedAt());
        }
    }

    @POST
    @Operation(
            summary = "Credit an App Store purchase",
            description = "Verifies the transaction and credits its coins once, whatever the keys. Role: viewer.")
    @APIResponseSchema(value = CreditedBody.class, responseCode = "201", responseDescription = "Credited.")
    @APIResponse(responseCode = "409", description = "RECEIPT_ALREADY_CREDITED, IDEMPOTENCY_KEY_REUSED")
    @APIResponse(
            responseCode = "422",
            description = "RECEIPT_REFUSED, RECEIPT_OF_ANOTHER_USER, PRODUCT_NOT_SOLD, ACCOUNT_BLOCKED")
    @APIResponse(
            responseCode = "503",
            description = "STORE_UNAVAILABLE, QUEUE_FULL, OUTCOME_UNKNOWN, NOT_READY, DATABASE_UNAVAILABLE: retry with "
                    + "the same key")
    public Uni<RestResponse<CreditedBody>> credit(
            @Valid @NotNull PurchaseRequest request, @HeaderParam(IdempotencyKey.HEADER) String key) {
        return creditPurchase
                .of(caller.subject(), request.signedTransaction(), IdempotencyKey.parse(key, clock.instant()))
                .map(AppStorePurchaseResource::reply);
    }

    private static RestResponse<CreditedBody> reply(Replayable<PurchaseOutcome> answer) {
        if (answer.value() instanceof Credited credited) {
            return Replays.created(CreditedBody.from(credited), answer.replayed());
        }
        throw PurchaseProblems.problem(answer.value()).exception(answer.replayed());
    }

    @GET
    @Path("/{purchaseId}")
    @Operation(summary = "The receipt of one's own purchase", description = "Role: viewer.")
    @APIResponseSchema(value = ReceiptBody.class, responseCode = "200", responseDescription = "The receipt.")
    @APIResponse(responseCode = "404", description = "PURCHASE_NOT_FOUND")
    public Uni<ReceiptBody> receipt(@PathParam("purchaseId") UUID purchaseId) {
        return creditPurchase
                .receipt(purchaseId, caller.subject())
                .map(found -> ReceiptBody.from(found.orElseThrow(
                        () -> Problem.of(404, "PURCHASE_NOT_FOUND", "There is no such purchase of yours.")
                                .exception())));
    }
}
