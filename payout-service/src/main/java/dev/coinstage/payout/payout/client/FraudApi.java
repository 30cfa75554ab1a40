package dev.coinstage.payout.payout.client;

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
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** What payouts need of fraud-service's contract. */
@Path("/internal/v1/decisions")
@RegisterRestClient(configKey = "fraud-service")
@OidcClientFilter
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
interface FraudApi {

    @POST
    Uni<Decided> decide(@HeaderParam("Idempotency-Key") UUID key, Question question);

    @RegisterForReflection
    record Question(String action, UUID subjectId, UUID userId, Amount amount, Map<String, Object> facts) {}

    @RegisterForReflection
    record Amount(String asset, long units) {}

    @RegisterForReflection
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Decided(UUID decisionId, String outcome, List<String> reasonCodes, UUID caseId, Instant decidedAt) {}
}
