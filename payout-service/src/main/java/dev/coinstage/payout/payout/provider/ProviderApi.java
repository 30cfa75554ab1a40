package dev.coinstage.payout.payout.provider;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** The provider's HTTP API. */
@Path("/v1/payouts")
@RegisterRestClient(configKey = "payout-provider")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
interface ProviderApi {

    @POST
    Uni<Item> submit(
            @HeaderParam("Authorization") String authorization, @HeaderParam("Idempotency-Key") UUID key, Order order);

    @GET
    Uni<Items> byReference(
            @HeaderParam("Authorization") String authorization, @QueryParam("reference") String reference);

    @RegisterForReflection
    record Order(String reference, long amountMinor, String currency, String destination) {}

    @RegisterForReflection
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Items(List<Item> items) {}

    @RegisterForReflection
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Item(
            String id,
            String reference,
            long amountMinor,
            String currency,
            String status,
            Long returnedMinor,
            String failure) {}

    @RegisterForReflection
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Refusal(String code) {}

    /** A webhook. */
    @RegisterForReflection
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Event(String id, String type, Instant createdAt, Item data) {}
}
