package dev.coinstage.payout.payout.provider;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.coinstage.defaults.problem.Problem;
import dev.coinstage.payout.payout.app.PayoutConfig;
import dev.coinstage.payout.payout.app.TakeProviderEvent;
import dev.coinstage.payout.payout.domain.ProviderSays;
import dev.coinstage.payout.payout.provider.ProviderApi.Event;
import dev.coinstage.payout.quantity.Money;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirements;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Where the provider tells what became of payouts. It has no token of ours: it signs. */
@Path("/v1/payout-provider/webhooks")
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Payout provider")
class ProviderWebhookResource {

    private static final int LARGEST_BODY = 16 * 1024;

    private final TakeProviderEvent take;
    private final PayoutConfig config;
    private final ObjectMapper mapper;
    private final Clock clock;

    ProviderWebhookResource(TakeProviderEvent take, PayoutConfig config, ObjectMapper mapper, Clock clock) {
        this.take = take;
        this.config = config;
        this.mapper = mapper;
        this.clock = clock;
    }

    @POST
    @PermitAll
    @SecurityRequirements
    @Operation(
            summary = "News of a payout",
            description =
                    "Signed by the provider: Provider-Signature is t=<unix seconds>,v1=<hex HMAC-SHA256 of t.body>. Each event is "
                            + "taken once, in any order.")
    @RequestBody(
            required = true,
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(type = SchemaType.OBJECT)))
    @APIResponseSchema(value = Void.class, responseCode = "204", responseDescription = "Taken, now or before.")
    @APIResponse(responseCode = "401", description = "SIGNATURE_INVALID")
    public Uni<Void> take(@HeaderParam("Provider-Signature") String signature, byte[] body) {
        if (body.length > LARGEST_BODY) {
            throw Problem.of(413, "BODY_TOO_LARGE", "A webhook is not that large.")
                    .with("largestBytes", LARGEST_BODY)
                    .exception();
        }
        var provider = config.provider();
        if (!WebhookSignature.isGood(
                signature, body, provider.webhookSecret(), clock.instant(), provider.webhookTolerance())) {
            throw Problem.of(401, "SIGNATURE_INVALID", "The signature is missing, wrong or too old.")
                    .exception();
        }
        return take.of(told(body));
    }

    private TakeProviderEvent.Told told(byte[] body) {
        try {
            var event = mapper.readValue(body, Event.class);
            var says = event == null ? Optional.<ProviderSays>empty() : ProviderStatus.of(event.data());
            if (says.isEmpty()
                    || event.id() == null
                    || event.id().isEmpty()
                    || event.id().length() > 100
                    || event.type() == null
                    || event.data().reference() == null
                    || event.data().amountMinor() < 0
                    || !ProviderStatus.isCurrency(event.data().currency())) {
                throw malformed();
            }
            var amount = new Money(event.data().currency(), event.data().amountMinor());
            return new TakeProviderEvent.Told(
                    event.id(), event.type(), event.data().reference(), amount, says.get());
        } catch (IOException notJson) {
            throw malformed();
        }
    }

    private static RuntimeException malformed() {
        return Problem.of(400, "MALFORMED_REQUEST", "The body is not an event of the provider.")
                .exception();
    }
}
