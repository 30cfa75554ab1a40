package dev.coinstage.wallet.card.rest;

import dev.coinstage.defaults.problem.Problem;
import dev.coinstage.wallet.card.app.CardProvider;
import dev.coinstage.wallet.card.app.TakeCardNotice;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirementsSet;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Where the card provider tells what happened. No token is asked for: the signature says who it is. */
@Path("/v1/card-provider/notices")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Purchases")
class CardNoticeResource {

    private final CardProvider provider;
    private final TakeCardNotice takeCardNotice;

    CardNoticeResource(CardProvider provider, TakeCardNotice takeCardNotice) {
        this.provider = provider;
        this.takeCardNotice = takeCardNotice;
    }

    @POST
    @PermitAll
    @SecurityRequirementsSet
    @Operation(
            summary = "A notice of the card provider",
            description = "Signed by the provider in Stripe-Signature; told twice it is taken once. No role.")
    @RequestBody(content = @Content(schema = @Schema(implementation = Object.class)))
    @APIResponseSchema(value = Void.class, responseCode = "204", responseDescription = "Taken.")
    @APIResponse(responseCode = "400", description = "SIGNATURE_INVALID: nothing was changed")
    @APIResponse(
            responseCode = "503",
            description = "NOT_YET, CARD_PROVIDER_UNAVAILABLE, NOT_READY, DATABASE_UNAVAILABLE: tell it again")
    public Uni<Void> take(String body, @HeaderParam("Stripe-Signature") String signature) {
        return Uni.createFrom()
                .item(() -> provider.read(body == null ? "" : body, signature == null ? "" : signature))
                .flatMap(takeCardNotice::of)
                .onFailure(CardProvider.Forged.class)
                .transform(forged -> Problem.of(400, "SIGNATURE_INVALID", "The notice is not from the card provider.")
                        .exception())
                .onFailure(CardProvider.Unavailable.class)
                .transform(away -> Problem.of(
                                503, "CARD_PROVIDER_UNAVAILABLE", "Notices cannot be checked yet. Tell it again.")
                        .exception())
                .onFailure(TakeCardNotice.NotYet.class)
                .transform(early -> Problem.of(503, "NOT_YET", "What this is about is on its way. Tell it again.")
                        .exception());
    }
}
