package dev.coinstage.gateway.http;

import dev.coinstage.gateway.problem.Problem;
import dev.coinstage.gateway.problem.ProblemCode;
import dev.coinstage.gateway.token.Caller;
import dev.coinstage.gateway.token.SigningKeys;
import dev.coinstage.gateway.token.TokenCheck;
import dev.coinstage.gateway.token.TokenVerdict;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.regex.Pattern;

/**
 * Finds out who calls (RFC 6750, header only), and fetches fresh keys when a token was signed with one not known
 * here.
 */
final class Authentication {
    private static final Pattern BEARER = Pattern.compile("Bearer +([A-Za-z0-9._~+/-]+=*)", Pattern.CASE_INSENSITIVE);
    private static final String CHALLENGE = "Bearer realm=\"coinstage\"";

    /** Who calls, or why that is not known. */
    sealed interface Outcome {
        record Known(Caller caller) implements Outcome {}

        record Refused(Problem problem) implements Outcome {}
    }

    private final TokenCheck tokens;
    private final SigningKeys keys;

    Authentication(TokenCheck tokens, SigningKeys keys) {
        this.tokens = tokens;
        this.keys = keys;
    }

    /** Never fails. Completes at once unless keys have to be fetched. */
    Future<Outcome> of(HttpServerRequest request) {
        var values = request.headers().getAll(HttpHeaders.AUTHORIZATION);
        if (values.size() > 1) {
            return refused(Problem.of(ProblemCode.MALFORMED_REQUEST, "Authorization must occur once.")
                    .closing());
        }
        var bearer = BEARER.matcher(values.isEmpty() ? "" : values.get(0));
        if (!bearer.matches()) {
            return refused(Problem.of(ProblemCode.UNAUTHENTICATED, "Send an access token as Authorization: Bearer.")
                    .header("WWW-Authenticate", CHALLENGE));
        }
        var token = bearer.group(1);
        var verdict = tokens.judge(token);
        return verdict instanceof TokenVerdict.UnknownKey
                ? keys.refreshForUnknownKey().map(refresh -> outcome(tokens.judge(token), refresh))
                : Future.succeededFuture(outcome(verdict, SigningKeys.Refresh.NOT_ALLOWED));
    }

    /** A token whose key cannot be asked for is not refused for good: the client should keep it and come again. */
    private Outcome outcome(TokenVerdict verdict, SigningKeys.Refresh refresh) {
        if (verdict instanceof TokenVerdict.Accepted accepted) {
            return new Outcome.Known(accepted.caller());
        }
        if (verdict instanceof TokenVerdict.Expired) {
            return new Outcome.Refused(invalidToken(ProblemCode.TOKEN_EXPIRED, "The access token has expired."));
        }
        boolean keysMissing =
                verdict instanceof TokenVerdict.UnknownKey && (refresh == SigningKeys.Refresh.FAILED || !keys.known());
        return new Outcome.Refused(
                keysMissing
                        ? Problem.of(ProblemCode.NOT_READY, "Tokens cannot be checked yet. Try again shortly.")
                                .header("Retry-After", "1")
                        : invalidToken(ProblemCode.UNAUTHENTICATED, "The access token is not valid."));
    }

    /** The refusal of a caller who is known but lacks every role that the route asks for. */
    static Problem forbidden() {
        return Problem.of(ProblemCode.FORBIDDEN, "None of the caller's roles opens this route.")
                .header("WWW-Authenticate", CHALLENGE + ", error=\"insufficient_scope\"");
    }

    private static Problem invalidToken(ProblemCode code, String detail) {
        return Problem.of(code, detail)
                .header(
                        "WWW-Authenticate",
                        CHALLENGE + ", error=\"invalid_token\", error_description=\"" + detail + "\"");
    }

    private static Future<Outcome> refused(Problem problem) {
        return Future.succeededFuture(new Outcome.Refused(problem));
    }
}
