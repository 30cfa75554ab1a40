package dev.coinstage.fraud.dispute.client;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.quarkus.oidc.client.filter.OidcClientFilter;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** The wallet's purchases, as far as this service needs them. */
@RegisterRestClient(configKey = "wallet-service")
@OidcClientFilter
@Path("/internal/v1/purchases")
@Produces(MediaType.APPLICATION_JSON)
interface WalletPurchases {

    @GET
    @Path("/{purchaseId}/lineage")
    Uni<Reply> lineage(@PathParam("purchaseId") UUID purchaseId);

    @RegisterForReflection
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Reply(long coins, long unspent, List<Gift> gifts, List<Campaign> campaigns, boolean reversed) {}

    @RegisterForReflection
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Gift(UUID postingId, UUID creatorId, long coins, long diamonds) {}

    @RegisterForReflection
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Campaign(UUID holdPostingId, String reference, long coins) {}
}
