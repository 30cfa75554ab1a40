package dev.coinstage.defaults.problem;

import dev.coinstage.defaults.idempotency.IdempotencyKey;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/**
 * Completes the contract with what holds for every operation: problem documents, their headers, and the idempotency key.
 * An operation states only the refusals of its own, by status and codes.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class ContractProblems implements OASFilter {

    private static final String PROBLEM = "Problem";

    /** Begins with a code, unlike the phrases ("Bad Request") that the generator puts where an operation is silent. */
    private static final Pattern CODES = Pattern.compile("[A-Z][A-Z0-9_]+\\b.*");

    private static final Map<String, String> OF_EVERY_OPERATION = Map.of(
            "400", "MALFORMED_REQUEST, INVALID_REQUEST, UNKNOWN_FIELD",
            "401", "UNAUTHENTICATED",
            "403", "FORBIDDEN",
            "500", "INTERNAL_ERROR",
            "503", "NOT_READY, DATABASE_UNAVAILABLE");
    private static final Map<String, String> OF_BODIES = Map.of(
            "413", "BODY_TOO_LARGE",
            "415", "UNSUPPORTED_MEDIA_TYPE");
    private static final String OF_BAD_KEYS =
            "IDEMPOTENCY_KEY_MISSING, IDEMPOTENCY_KEY_MALFORMED, IDEMPOTENCY_KEY_EXPIRED, MALFORMED_REQUEST, "
                    + "INVALID_REQUEST, UNKNOWN_FIELD";
    private static final String OF_USED_KEYS = "IDEMPOTENCY_KEY_REUSED";

    /** A stored outcome may be a refusal of the business, or one of the state that the request met. */
    private static final Set<String> STORED_REFUSALS = Set.of("409", "422");

    @Override
    public void filterOpenAPI(OpenAPI contract) {
        if (contract.getComponents() == null) {
            contract.setComponents(OASFactory.createComponents());
        }
        contract.getComponents().addSchema(PROBLEM, problemSchema());
        contract.getPaths().getPathItems().values().stream()
                .flatMap(path -> path.getOperations().values().stream())
                .forEach(ContractProblems::complete);
    }

    private static void complete(Operation operation) {
        OF_EVERY_OPERATION.forEach((status, codes) -> refusal(operation, status, codes));
        if (operation.getRequestBody() != null) {
            OF_BODIES.forEach((status, codes) -> refusal(operation, status, codes));
        }
        if (operation.getParameters() != null) {
            operation.getParameters().stream()
                    .filter(parameter -> IdempotencyKey.HEADER.equals(parameter.getName()))
                    .findFirst()
                    .ifPresent(key -> completeKey(operation, key));
        }
        var sorted = new TreeMap<>(operation.getResponses().getAPIResponses());
        operation.getResponses().setAPIResponses(sorted);
        sorted.forEach(ContractProblems::completeResponse);
    }

    /** Adds the refusal unless the operation states codes of its own for that status. */
    private static void refusal(Operation operation, String status, String codes) {
        var stated = operation.getResponses().getAPIResponse(status);
        if (stated == null
                || !CODES.matcher(String.valueOf(stated.getDescription())).matches()) {
            operation
                    .getResponses()
                    .addAPIResponse(status, OASFactory.createAPIResponse().description(codes));
        }
    }

    private static void completeKey(Operation operation, Parameter key) {
        key.required(true)
                .description(
                        "UUID of version 7 (RFC 9562), made before the first try and sent with every retry, not older "
                                + "than 30 days.")
                .examples(Map.of("made", OASFactory.createExample().value("0197f0a4-3c1e-7d52-9b5a-6f2f1d3c4b5a")))
                .schema(text().format("uuid"));
        operation
                .getResponses()
                .addAPIResponse("400", OASFactory.createAPIResponse().description(OF_BAD_KEYS));
        refusal(operation, "409", OF_USED_KEYS);
        var replayed = OASFactory.createHeader()
                .description("true when an earlier request with the same key was answered so.")
                .schema(OASFactory.createSchema().addType(Schema.SchemaType.BOOLEAN));
        operation.getResponses().getAPIResponses().forEach((status, response) -> {
            if (status.startsWith("2") || STORED_REFUSALS.contains(status)) {
                response.addHeader(IdempotencyKey.REPLAYED, replayed);
            }
        });
    }

    private static void completeResponse(String status, APIResponse response) {
        if (status.startsWith("2") || response.getContent() != null) {
            return;
        }
        var schema = OASFactory.createSchema().ref("#/components/schemas/" + PROBLEM);
        response.content(OASFactory.createContent()
                .addMediaType(
                        ProblemResponses.MEDIA_TYPE,
                        OASFactory.createMediaType().schema(schema)));
        if ("503".equals(status)) {
            response.addHeader("Retry-After", header("Seconds to wait before the retry.", Schema.SchemaType.INTEGER));
        }
    }

    private static Header header(String description, Schema.SchemaType type) {
        return OASFactory.createHeader()
                .description(description)
                .schema(OASFactory.createSchema().addType(type));
    }

    private static Schema problemSchema() {
        return OASFactory.createSchema()
                .addType(Schema.SchemaType.OBJECT)
                .description("RFC 9457. Clients decide by code; further members give the numbers needed to act.")
                .addProperty("type", text().format("uri").examples(List.of("https://coinstage.dev/problems/not-found")))
                .addProperty("title", text().examples(List.of("Not found")))
                .addProperty(
                        "status",
                        OASFactory.createSchema()
                                .addType(Schema.SchemaType.INTEGER)
                                .examples(List.of(404)))
                .addProperty("code", text().pattern("[A-Z][A-Z0-9_]*").examples(List.of("NOT_FOUND")))
                .addProperty("detail", text().examples(List.of("There is no such Live.")))
                .addProperty("instance", text().examples(List.of("/v1/lives/0197f0a4-3c1e-7d52-9b5a-6f2f1d3c4b5a")))
                .addProperty("requestId", text().examples(List.of("0197f0a4-3c1e-7d52-9b5a-6f2f1d3c4b5b")))
                .additionalPropertiesSchema(OASFactory.createSchema().booleanSchema(true))
                .required(List.of("type", "title", "status", "code", "detail", "instance", "requestId"));
    }

    private static Schema text() {
        return OASFactory.createSchema().addType(Schema.SchemaType.STRING);
    }
}
