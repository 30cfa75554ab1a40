package dev.coinstage.sandbox.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.vertx.core.http.HttpServerRequest;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.WebApplicationException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Every exception that leaves a resource becomes a problem document here. */
class ProblemMappers {

    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);
    private static final Problem INVALID =
            Problem.of(400, "INVALID_REQUEST", "Some values are missing or out of range.");

    @ServerExceptionMapper
    RestResponse<Map<String, Object>> invalid(ConstraintViolationException failure, HttpServerRequest request) {
        var violations = failure.getConstraintViolations().stream()
                .sorted(Comparator.comparing(ProblemMappers::field))
                .map(violation -> violation(field(violation), violation.getMessage()))
                .toList();
        return answer(INVALID.with("violations", violations), request);
    }

    @ServerExceptionMapper
    RestResponse<Map<String, Object>> refused(Refused refused, HttpServerRequest request) {
        return answer(Problem.of(refused.status(), refused.code(), refused.getMessage()), request);
    }

    /** Its most common kind is named too, because Quarkus brings a mapper of its own for exactly that one. */
    @ServerExceptionMapper({JsonProcessingException.class, MismatchedInputException.class})
    RestResponse<Map<String, Object>> malformed(JsonProcessingException failure, HttpServerRequest request) {
        return answer(problem(failure), request);
    }

    @ServerExceptionMapper
    RestResponse<Map<String, Object>> refused(WebApplicationException failure, HttpServerRequest request) {
        if (failure.getCause() instanceof JsonProcessingException malformed) {
            return answer(problem(malformed), request);
        }
        var status = failure.getResponse().getStatusInfo();
        var code = status.getReasonPhrase().toUpperCase(Locale.ROOT).replace(' ', '_');
        return answer(
                Problem.of(status.getStatusCode(), code, "The request was refused: " + status.getReasonPhrase() + "."),
                request);
    }

    @ServerExceptionMapper
    RestResponse<Map<String, Object>> failed(Throwable failure, HttpServerRequest request) {
        LOG.errorf(failure, "unexpected failure of %s %s", request.method(), request.path());
        return answer(Problem.of(500, "INTERNAL_ERROR", "The sandbox failed; nothing was done."), request);
    }

    private static Problem problem(JsonProcessingException failure) {
        if (failure instanceof UnrecognizedPropertyException unknown) {
            return Problem.of(400, "UNKNOWN_FIELD", "The field is not part of this request.")
                    .with("field", unknown.getPropertyName());
        }
        if (failure instanceof JsonMappingException mapping
                && !mapping.getPath().isEmpty()) {
            var field = mapping.getPath().stream()
                    .map(step -> step.getFieldName() == null ? "[]" : step.getFieldName())
                    .collect(Collectors.joining("."));
            return INVALID.with("violations", List.of(violation(field, "is of the wrong type or range")));
        }
        return Problem.of(400, "MALFORMED_REQUEST", "The body is not the JSON that this operation takes.");
    }

    private static Map<String, String> violation(String field, String message) {
        return Map.of("field", field, "message", message);
    }

    /** Method and parameter stand first in the path, and are not the client's business. */
    private static String field(ConstraintViolation<?> violation) {
        var path = violation.getPropertyPath().toString();
        return path.substring(path.lastIndexOf('.') + 1);
    }

    private static RestResponse<Map<String, Object>> answer(Problem problem, HttpServerRequest request) {
        var document = problem.document(request.path(), RequestId.of(request));
        return RestResponse.ResponseBuilder.<Map<String, Object>>create(problem.status())
                .entity(document)
                .type(Problem.MEDIA_TYPE)
                .build();
    }
}
