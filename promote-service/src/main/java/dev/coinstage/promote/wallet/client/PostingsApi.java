package dev.coinstage.promote.wallet.client;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
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
import java.util.UUID;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** The part of wallet-service's contract that promote uses. */
@RegisterRestClient(configKey = "wallet-service")
@OidcClientFilter
@Path("/internal/v1/postings")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
interface PostingsApi {

    @POST
    Uni<Results> post(Postings postings, @HeaderParam("Idempotency-Key") String key);

    @RegisterForReflection
    record Postings(List<Posting> postings) {}

    @RegisterForReflection
    record Posting(String kind, String reference, List<Link> links) {}

    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Link(String type, Account debit, Account credit, Long amount, String code, UUID hold) {}

    @RegisterForReflection
    record Account(String owner, String kind, String asset) {}

    @RegisterForReflection
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Results(List<Result> results) {}

    @RegisterForReflection
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Result(String status, List<Transfer> transfers, Refusal refusal) {}

    @RegisterForReflection
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Transfer(UUID transferId) {}

    @RegisterForReflection
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Refusal(String code) {}
}
