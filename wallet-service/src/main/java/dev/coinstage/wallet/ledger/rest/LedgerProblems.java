package dev.coinstage.wallet.ledger.rest;

import dev.coinstage.defaults.problem.Problem;
import dev.coinstage.defaults.problem.ProblemResponses;
import dev.coinstage.wallet.ledger.app.LedgerUnavailable;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** A ledger that cannot answer now: the caller retries with the same key and learns what became of its request. */
class LedgerProblems {

    @ServerExceptionMapper
    RestResponse<JsonObject> unavailable(LedgerUnavailable unavailable, HttpServerRequest request) {
        var detail =
                switch (unavailable.reason()) {
                    case QUEUE_FULL -> "Too many requests wait. Nothing was posted; retry with the same key.";
                    case OUTCOME_UNKNOWN -> "What became of the request is not known yet. Retry with the same key.";
                };
        return ProblemResponses.rest(Problem.of(503, unavailable.reason().name(), detail), request);
    }
}
