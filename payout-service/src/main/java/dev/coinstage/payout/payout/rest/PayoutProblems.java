package dev.coinstage.payout.payout.rest;

import dev.coinstage.defaults.problem.Problem;
import dev.coinstage.defaults.problem.ProblemResponses;
import dev.coinstage.payout.payout.app.PeerUnavailable;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Locale;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Refusals that need more than a problem document, and peers that do not answer. */
class PayoutProblems {

    private static final String CHALLENGE =
            "Bearer error=\"insufficient_user_authentication\", error_description=\"Two factors are needed\", acr_values=\"2\"";

    /** RFC 9470: the client logs its user in again, with two factors, and repeats the request. */
    @ServerExceptionMapper
    RestResponse<JsonObject> stepUp(StepUpRequired required, HttpServerRequest request) {
        var reply = ProblemResponses.rest(
                Problem.of(401, "STEP_UP_REQUIRED", "Money leaves only after a log-in with two factors.")
                        .with("acrValues", StepUpRequired.TWO_FACTORS),
                request);
        reply.getHeaders().putSingle(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE);
        return reply;
    }

    @ServerExceptionMapper
    RestResponse<JsonObject> unavailable(PeerUnavailable unavailable, HttpServerRequest request) {
        var code = unavailable.peer().replace("-service", "").toUpperCase(Locale.ROOT) + "_UNAVAILABLE";
        return ProblemResponses.rest(
                Problem.of(503, code, "This cannot be decided now. Nothing was done; retry with the same key."),
                request);
    }
}
