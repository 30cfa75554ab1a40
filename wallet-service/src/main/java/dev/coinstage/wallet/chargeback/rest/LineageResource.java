package dev.coinstage.wallet.chargeback.rest;

import dev.coinstage.defaults.problem.Problem;
import dev.coinstage.wallet.chargeback.app.LineageStore;
import dev.coinstage.wallet.chargeback.domain.Lineage;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Where the coins of a purchase went, for fraud-service. Not reachable through a gateway. */
@Path("/internal/v1/purchases/{purchaseId}/lineage")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Purchases")
class LineageResource {

    private final LineageStore lineages;

    LineageResource(LineageStore lineages) {
        this.lineages = lineages;
    }

    @Schema(name = "Lineage", description = "Where the coins of one purchase are and went.")
    record LineageBody(
            @Schema(required = true) UUID purchaseId,
            @Schema(required = true) UUID buyerId,

            @Schema(required = true, examples = "CARD") String store,

            @Schema(required = true, examples = "700") long coins,

            @Schema(required = true, description = "Still on the buyer's account.", examples = "120")
            long unspent,

            @Schema(required = true) List<GiftBody> gifts,

            @Schema(required = true, description = "Budgets that hold coins of it still.")
            List<BudgetBody> campaigns,

            @Schema(required = true, description = "Whether it was taken back.", examples = "false")
            boolean reversed) {

        static LineageBody from(Lineage lineage) {
            return new LineageBody(
                    lineage.purchase(),
                    lineage.buyer(),
                    lineage.store(),
                    lineage.coins(),
                    lineage.unspent(),
                    lineage.gifts().stream()
                            .map(gift -> new GiftBody(gift.posting(), gift.creator(), gift.coins(), gift.diamonds()))
                            .toList(),
                    lineage.budgets().stream()
                            .map(budget -> new BudgetBody(budget.holdPosting(), budget.campaign(), budget.coins()))
                            .toList(),
                    lineage.reversed());
        }
    }

    @Schema(name = "TaintedGift", description = "The part of a gift that was paid with coins of the purchase.")
    record GiftBody(
            @Schema(required = true) UUID postingId,
            @Schema(required = true) UUID creatorId,
            @Schema(required = true, examples = "30") long coins,
            @Schema(required = true, examples = "15") long diamonds) {}

    @Schema(name = "TaintedBudget", description = "The part of a budget that holds coins of the purchase.")
    record BudgetBody(
            @Schema(required = true) UUID holdPostingId,

            @Schema(required = true, description = "What the holder called it: the campaign.")
            String reference,

            @Schema(required = true, examples = "50") long coins) {}

    @GET
    @RolesAllowed("service")
    @Operation(
            summary = "Where the coins of a purchase are and went",
            description =
                    "Only its own coins: of a gift that was paid with coins of two purchases, the part. Role: service.")
    @APIResponseSchema(value = LineageBody.class, responseCode = "200", responseDescription = "The lineage.")
    @APIResponse(responseCode = "404", description = "PURCHASE_NOT_FOUND")
    public Uni<LineageBody> of(@PathParam("purchaseId") UUID purchaseId) {
        return lineages.of(purchaseId)
                .map(found -> LineageBody.from(
                        found.orElseThrow(() -> Problem.of(404, "PURCHASE_NOT_FOUND", "There is no such purchase.")
                                .exception())));
    }
}
