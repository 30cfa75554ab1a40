package dev.coinstage.payout.quote;

import dev.coinstage.defaults.idempotency.IdempotencyKey;
import dev.coinstage.defaults.idempotency.Replays;
import dev.coinstage.defaults.identity.Caller;
import dev.coinstage.payout.quantity.Diamonds;
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
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1/payout-quotes")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Payout quotes")
class QuoteResource {

    private final Quotes quotes;
    private final Caller caller;
    private final Clock clock;

    QuoteResource(Quotes quotes, Caller caller, Clock clock) {
        this.quotes = quotes;
        this.caller = caller;
        this.clock = clock;
    }

    @Schema(name = "QuotePayout")
    record QuoteRequest(
            @Schema(required = true, examples = "10000") @NotNull @Min(1) @Max(1_000_000_000_000L)
            Long diamonds,

            @Schema(required = true, description = "ISO 4217, that of the method.", examples = "USD")
            @NotNull
            @Pattern(regexp = "[A-Z]{3}")
            String currency,

            @Schema(required = true) @NotNull UUID methodId) {}

    @POST
    @RolesAllowed("creator")
    @Operation(
            summary = "Ask what diamonds are worth",
            description = "The quote expires, may be used once, and equals the receipt. Role: creator.")
    @APIResponseSchema(value = QuoteView.class, responseCode = "201", responseDescription = "Offered.")
    @APIResponse(responseCode = "404", description = "METHOD_NOT_FOUND")
    @APIResponse(
            responseCode = "422",
            description =
                    "BELOW_MINIMUM, ABOVE_MAXIMUM, METHOD_NOT_ACTIVE, CURRENCY_MISMATCH, CURRENCY_NOT_OFFERED, NOTHING_REMAINS")
    public Uni<RestResponse<QuoteView>> offer(
            @Valid @NotNull QuoteRequest request, @HeaderParam(IdempotencyKey.HEADER) String key) {
        var intent = IdempotencyKey.parse(key, clock.instant());
        var asked = new Quotes.Asked(
                caller.subject(), request.methodId(), new Diamonds(request.diamonds()), request.currency());
        return quotes.offer(asked, intent).map(answer -> Replays.created(answer.value(), answer.replayed()));
    }
}
