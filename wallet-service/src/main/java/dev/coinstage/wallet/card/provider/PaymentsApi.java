package dev.coinstage.wallet.card.provider;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.coinstage.defaults.idempotency.IdempotencyKey;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** What of the card provider's API is used: payment intents and refunds, as Stripe documents them. */
@RegisterRestClient(configKey = "card-provider")
@Path("/v1")
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Produces(MediaType.APPLICATION_JSON)
interface PaymentsApi {

    @POST
    @Path("/payment_intents")
    Uni<Payment> await(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
            @HeaderParam(IdempotencyKey.HEADER) UUID key,
            @FormParam("amount") long amount,
            @FormParam("currency") String currency,
            @FormParam("metadata[purchase_id]") UUID purchase);

    @POST
    @Path("/refunds")
    Uni<Refund> refund(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
            @HeaderParam(IdempotencyKey.HEADER) String key,
            @FormParam("payment_intent") String payment);

    @RegisterForReflection
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Payment(String id, @JsonProperty("client_secret") String clientSecret) {}

    @RegisterForReflection
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Refund(String id, String status) {}
}
