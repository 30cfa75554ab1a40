package dev.coinstage.fraud.restriction.client;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.quarkus.oidc.client.filter.OidcClientFilter;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** The wallet's postings, as far as this service needs them. */
@RegisterRestClient(configKey = "wallet-service")
@OidcClientFilter
@Path("/internal/v1/postings")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
interface WalletPostings {

    @POST
    Uni<Reply> post(Request request, @HeaderParam("Idempotency-Key") String key);

    @RegisterForReflection
    record Request(List<Posting> postings) {}

    @RegisterForReflection
    record Posting(String kind, String reference, List<Link> links) {}

    @RegisterForReflection
    record Link(String type, Account account) {}

    @RegisterForReflection
    record Account(String owner, String kind, String asset) {}

    @RegisterForReflection
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Reply(List<Result> results) {}

    @RegisterForReflection
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Result(String status) {}
}
