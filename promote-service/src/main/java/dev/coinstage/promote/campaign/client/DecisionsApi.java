package dev.coinstage.promote.campaign.client;

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
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** The part of fraud-service's contract that promote uses. */
@RegisterRestClient(configKey = "fraud-service")
@OidcClientFilter
@Path("/internal/v1/decisions")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
interface DecisionsApi {

    @POST
    Uni<Decision> decide(Question question, @HeaderParam("Idempotency-Key") String key);

    @RegisterForReflection
    record Question(String action, UUID subjectId, UUID userId, Amount amount, Map<String, String> facts) {}

    @RegisterForReflection
    record Amount(String asset, long units) {}

    @RegisterForReflection
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Decision(UUID decisionId, String outcome, List<String> reasonCodes) {}
}
