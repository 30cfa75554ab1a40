package dev.coinstage.wallet.proof.rest;

import dev.coinstage.defaults.problem.Problem;
import dev.coinstage.defaults.problem.ProblemResponses;
import dev.coinstage.wallet.proof.app.ProofTimedOut;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** A proof that takes too long says nothing about the books. */
class ProofProblems {

    @ServerExceptionMapper
    RestResponse<JsonObject> timedOut(ProofTimedOut timedOut, HttpServerRequest request) {
        var problem = Problem.of(503, "PROOF_TIMED_OUT", "Proving took too long. Ask for fewer commits, or later.");
        return ProblemResponses.rest(problem, request);
    }
}
