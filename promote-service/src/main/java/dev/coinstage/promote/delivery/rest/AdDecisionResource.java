package dev.coinstage.promote.delivery.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.coinstage.defaults.identity.Caller;
import dev.coinstage.promote.delivery.app.DecideAd;
import dev.coinstage.promote.delivery.app.DecideAd.Shown;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1/ad-decisions")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Delivery")
class AdDecisionResource {

    private final DecideAd decideAd;
    private final Caller caller;

    AdDecisionResource(DecideAd decideAd, Caller caller) {
        this.decideAd = decideAd;
        this.caller = caller;
    }

    @Schema(name = "AskForAd")
    record DecisionRequest(
            @Schema(required = true, description = "Where it is to be shown.", examples = "for-you")
            @NotNull
            @Pattern(regexp = "[a-z][a-z0-9-]{0,39}")
            String placement) {}

    @Schema(name = "AdDecision")
    record DecisionBody(
            @Schema(required = true) UUID impressionId,
            @Schema(required = true) UUID campaignId,
            @Schema(required = true) CreativeBody creative,

            @Schema(
                    required = true,
                    description = "Opaque. To be sent to /v1/ad-notices when it was seen.",
                    examples = "k1.AZfwpDw-fVKbWm8vHTxLWg.c2lnbmF0dXJl")
            String notice,

            @Schema(required = true, description = "From then on the notice is late.")
            Instant expiresAt) {

        static DecisionBody from(Shown shown) {
            var what = shown.what();
            return new DecisionBody(
                    shown.impression(),
                    what.campaign(),
                    new CreativeBody(
                            what.content(),
                            ContentKind.valueOf(what.contentKind()),
                            what.title(),
                            what.text(),
                            what.link().isEmpty() ? null : what.link()),
                    shown.notice(),
                    shown.expiresAt());
        }
    }

    /** What is boosted. */
    @Schema(name = "CreativeContentKind")
    enum ContentKind {
        VIDEO,
        LIVE
    }

    @Schema(name = "Creative", description = "What the viewer is shown.")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record CreativeBody(
            @Schema(required = true) UUID contentId,
            @Schema(required = true) ContentKind contentKind,

            @Schema(required = true, examples = "Skin Prep tonight")
            String title,

            @Schema(required = true, examples = "Three steps before any make-up.")
            String text,

            @Schema(examples = "https://example.com/skin-prep")
            String link) {}

    @POST
    @RolesAllowed({"viewer", "creator"})
    @Operation(
            summary = "Ask what to show",
            description =
                    "At most one campaign, never the caller's own. Its price is reserved until the notice expires. "
                            + "Roles: viewer, creator.")
    @APIResponseSchema(value = DecisionBody.class, responseCode = "200", responseDescription = "What to show.")
    @APIResponse(responseCode = "204", description = "Nothing is to be shown now.")
    public Uni<RestResponse<DecisionBody>> decide(@Valid @NotNull DecisionRequest request) {
        return decideAd.of(caller.subject(), request.placement())
                .map(shown ->
                        shown.map(it -> RestResponse.ok(DecisionBody.from(it))).orElseGet(RestResponse::noContent));
    }
}
