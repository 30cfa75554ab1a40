package dev.coinstage.payout.payout.client;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.oidc.client.filter.OidcClientFilter;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** What payouts need of wallet-service's contract. */
@Path("/internal/v1")
@RegisterRestClient(configKey = "wallet-service")
@OidcClientFilter
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
interface WalletApi {

    @POST
    @Path("/postings")
    Uni<Results> post(@HeaderParam("Idempotency-Key") UUID key, Postings postings);

    @GET
    @Path("/users/{userId}/accounts")
    Uni<Accounts> accounts(@PathParam("userId") UUID userId);

    @RegisterForReflection
    record Postings(List<Posting> postings) {}

    @RegisterForReflection
    record Posting(String kind, String reference, List<Link> links) {}

    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Link(String type, Account debit, Account credit, Long amount, String code, UUID hold, Boolean releaseRest) {

        static Link hold(Account debit, Account credit, long amount, String code) {
            return new Link("HOLD", debit, credit, amount, code, null, null);
        }

        static Link transfer(Account debit, Account credit, long amount, String code) {
            return new Link("TRANSFER", debit, credit, amount, code, null, null);
        }

        static Link capture(UUID hold, long amount) {
            return new Link("CAPTURE", null, null, amount, null, hold, true);
        }

        static Link voided(UUID hold) {
            return new Link("VOID", null, null, null, null, hold, null);
        }
    }

    @RegisterForReflection
    record Account(String owner, String kind, String asset) {}

    @RegisterForReflection
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Results(List<Result> results) {}

    @RegisterForReflection
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Result(String status, List<Moved> transfers, Refusal refusal) {}

    @RegisterForReflection
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Moved(UUID transferId, String kind) {}

    @RegisterForReflection
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Refusal(String code) {}

    @RegisterForReflection
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Accounts(List<Standing> items) {}

    @RegisterForReflection
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Standing(String kind, String asset, long posted, long available, boolean frozen) {}
}
