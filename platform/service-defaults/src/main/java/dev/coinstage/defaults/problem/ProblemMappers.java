package dev.coinstage.defaults.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.coinstage.defaults.idempotency.IdempotencyKey;
import io.quarkus.hibernate.validator.runtime.jaxrs.ResteasyReactiveViolationException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.ValidationException;
import jakarta.ws.rs.WebApplicationException;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Every exception that leaves a resource becomes a problem document here, and nowhere else. */
class ProblemMappers {

    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);
    private static final Problem INVALID =
            Problem.of(400, "INVALID_REQUEST", "Some values are missing or out of range.");
    private static final Problem KEYS_AWAY = Problem.of(
                    503, "NOT_READY", "The token cannot be checked now. Retry with the same key.")
            .with("waitingFor", List.of("identity-provider"));
    private static final Map<Integer, String> CODES = Map.of(
            400, "MALFORMED_REQUEST",
            404, "NOT_FOUND",
            405, "METHOD_NOT_ALLOWED",
            406, "NOT_ACCEPTABLE",
            413, "BODY_TOO_LARGE",
            415, "UNSUPPORTED_MEDIA_TYPE");

    @ServerExceptionMapper
    RestResponse<JsonObject> refused(ProblemException refused, HttpServerRequest request) {
        var reply = ProblemResponses.rest(refused.problem(), request);
        if (refused.replayed()) {
            reply.getHeaders().putSingle(IdempotencyKey.REPLAYED, "true");
        }
        return reply;
    }

    @ServerExceptionMapper({AuthenticationFailedException.class, UnauthorizedException.class})
    RestResponse<JsonObject> unauthenticated(RuntimeException failure, HttpServerRequest request) {
        if (keysAway(failure)) {
            return ProblemResponses.rest(KEYS_AWAY, request);
        }
        return ProblemResponses.rest(Problem.of(401, "UNAUTHENTICATED", "A valid bearer token is needed."), request);
    }

    /** Keys are fetched when a token needs them: a good token must not be called bad because nobody answered. */
    private static boolean keysAway(Throwable failure) {
        return failure.getCause() instanceof IOException || failure.getCause() instanceof TimeoutException;
    }

    @ServerExceptionMapper
    RestResponse<JsonObject> forbidden(ForbiddenException failure, HttpServerRequest request) {
        return ProblemResponses.rest(Problem.of(403, "FORBIDDEN", "The caller's roles do not allow this."), request);
    }

    /** Named at the top of its family, because Quarkus brings a mapper of its own for that. */
    @ServerExceptionMapper
    RestResponse<JsonObject> invalid(ValidationException failure, HttpServerRequest request) {
        if (failure instanceof ResteasyReactiveViolationException invalid
                && invalid.getConstraintViolations().stream().noneMatch(ProblemMappers::ofReply)) {
            return ProblemResponses.rest(problem(invalid), request);
        }
        return unexpected(failure, request);
    }

    /** A reply that breaks its own rules, like a violation anywhere inside, is no fault of the caller's. */
    private static boolean ofReply(ConstraintViolation<?> violation) {
        return StreamSupport.stream(violation.getPropertyPath().spliterator(), false)
                .anyMatch(node -> node.getKind() == ElementKind.RETURN_VALUE);
    }

    private static Problem problem(ConstraintViolationException invalid) {
        var violations = invalid.getConstraintViolations().stream()
                .map(violation -> Map.of("field", field(violation), "message", violation.getMessage()))
                .sorted((a, b) -> a.get("field").compareTo(b.get("field")))
                .toList();
        return INVALID.with("violations", violations);
    }

    /** The path {@code give.request.quantity} names method and parameter first, which are not the client's business. */
    private static String field(ConstraintViolation<?> violation) {
        var path = violation.getPropertyPath().toString();
        return path.substring(path.lastIndexOf('.') + 1);
    }

    /** Bodies that are JSON of another shape; what else can be wrong with a body reaches {@link #web}. */
    @ServerExceptionMapper
    RestResponse<JsonObject> mismatched(MismatchedInputException malformed, HttpServerRequest request) {
        return ProblemResponses.rest(problem(malformed), request);
    }

    /** Named, because Quarkus brings a mapper of its own for it: a type of ours that cannot be read or written. */
    @ServerExceptionMapper
    RestResponse<JsonObject> undefined(InvalidDefinitionException undefined, HttpServerRequest request) {
        return unexpected(undefined, request);
    }

    static Problem problem(JsonProcessingException malformed) {
        if (malformed instanceof UnrecognizedPropertyException unknown) {
            return Problem.of(400, "UNKNOWN_FIELD", "The field is not part of this request.")
                    .with("field", unknown.getPropertyName());
        }
        if (malformed instanceof JsonMappingException mapping
                && !mapping.getPath().isEmpty()) {
            var field = mapping.getPath().stream()
                    .map(reference -> reference.getFieldName() == null ? "[]" : reference.getFieldName())
                    .collect(Collectors.joining("."));
            return INVALID.with(
                    "violations", List.of(Map.of("field", field, "message", "is of the wrong type or range")));
        }
        return Problem.of(400, "MALFORMED_REQUEST", "The body is not the JSON that this operation takes.");
    }

    @ServerExceptionMapper
    RestResponse<JsonObject> web(WebApplicationException failure, HttpServerRequest request) {
        if (failure.getCause() instanceof JsonProcessingException malformed) {
            return ProblemResponses.rest(problem(malformed), request);
        }
        var status = failure.getResponse().getStatus();
        if (status == 404 && failure.getCause() != null && request.query() != null) {
            return ProblemResponses.rest(INVALID, request);
        }
        if (status >= 500) {
            return unexpected(failure, request);
        }
        var reason = failure.getResponse().getStatusInfo().getReasonPhrase();
        var code = CODES.getOrDefault(status, reason.toUpperCase(Locale.ROOT).replace(' ', '_'));
        return ProblemResponses.rest(Problem.of(status, code, "The request was refused: " + reason + "."), request);
    }

    @ServerExceptionMapper
    RestResponse<JsonObject> unexpected(Throwable failure, HttpServerRequest request) {
        if (DatabaseFaults.unavailable(failure)) {
            return ProblemResponses.rest(
                    Problem.of(503, "DATABASE_UNAVAILABLE", "The database cannot be reached. Retry with the same key."),
                    request);
        }
        LOG.errorf(failure, "unexpected failure of %s %s", request.method(), request.path());
        return ProblemResponses.rest(
                Problem.of(500, "INTERNAL_ERROR", "The service failed. Retry with the same key."), request);
    }
}
