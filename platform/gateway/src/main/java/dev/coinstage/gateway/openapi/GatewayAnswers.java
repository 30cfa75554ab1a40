package dev.coinstage.gateway.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.coinstage.gateway.problem.ProblemCode;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Adds to an operation what the gateway asks of callers, and what it answers by itself. */
final class GatewayAnswers {
    private static final String[] RATE_HEADERS = {"RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset"};
    private static final String RETRY_AFTER = "Retry-After";

    private final UnaryOperator<String> inDocument;

    /** Takes what the gateway's own components are called in the document. */
    GatewayAnswers(UnaryOperator<String> inDocument) {
        this.inDocument = inDocument;
    }

    void addTo(Operation operation) {
        addAccess(operation);
        addLimit(operation);
        var responses = operation.content().withObjectProperty("responses");
        answers(operation).forEach((status, told) -> addAnswer(responses, Integer.toString(status), told));
        sort(responses);
        responses.properties().forEach(response -> {
            if (response.getKey().startsWith("2") || response.getKey().equals("429")) {
                addHeaders(response.getValue(), RATE_HEADERS);
            }
            if (response.getKey().equals("429") || response.getKey().equals("503")) {
                addHeaders(response.getValue(), RETRY_AFTER);
            }
        });
    }

    /** Roles are no scopes: with a bearer scheme OpenAPI 3.0 wants the requirement's list empty. */
    private static void addAccess(Operation operation) {
        var security = operation.content().putArray("security");
        if (operation.access().token()) {
            security.addObject().putArray("token");
            if (!operation.access().roles().isEmpty()) {
                var roles = operation.content().putArray("x-roles");
                operation.access().roles().forEach(roles::add);
            }
        }
    }

    private static void addLimit(Operation operation) {
        var route = operation.route();
        operation
                .content()
                .putObject("x-rate-limit")
                .put("route", route.name())
                .put("requests", route.limit().requests())
                .put("seconds", route.limit().period().toSeconds())
                .put("per", route.isPublic() ? "address" : "subject");
    }

    /** By status: the codes, each with what there is to say about it. */
    private static Map<Integer, Map<ProblemCode, String>> answers(Operation operation) {
        var route = operation.route();
        var told = new TreeMap<ProblemCode, String>();
        told.put(ProblemCode.MALFORMED_REQUEST, "");
        told.put(ProblemCode.MALFORMED_PATH, "");
        if (!route.isPublic()) {
            told.put(ProblemCode.UNAUTHENTICATED, "");
            told.put(ProblemCode.TOKEN_EXPIRED, "");
            told.put(ProblemCode.FORBIDDEN, "");
            told.put(ProblemCode.NOT_READY, "");
        }
        if (operation.content().has("requestBody")) {
            told.put(ProblemCode.REQUEST_TIMEOUT, "");
            told.put(ProblemCode.LENGTH_REQUIRED, "");
            told.put(ProblemCode.BODY_TOO_LARGE, "more than " + route.maxBody() + " bytes");
        }
        told.put(
                ProblemCode.RATE_LIMITED,
                "more than %d requests in %d s"
                        .formatted(
                                route.limit().requests(), route.limit().period().toSeconds()));
        told.put(ProblemCode.INTERNAL_ERROR, "");
        told.put(ProblemCode.UPSTREAM_UNAVAILABLE, "");
        told.put(ProblemCode.OVERLOADED, "");
        if (!route.streaming()) {
            told.put(
                    ProblemCode.UPSTREAM_TIMEOUT,
                    "no reply within " + route.timeout().toMillis() + " ms, the outcome is unknown");
        }
        return told.entrySet().stream()
                .collect(Collectors.groupingBy(
                        entry -> entry.getKey().status(),
                        TreeMap::new,
                        Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one, TreeMap::new)));
    }

    private void addAnswer(ObjectNode responses, String status, Map<ProblemCode, String> told) {
        if (responses.path(status).has("$ref")) {
            return;
        }
        var response = responses.withObjectProperty(status);
        var before = response.path("description").asText();
        var added = told.entrySet().stream()
                .filter(entry -> !names(before, entry.getKey()))
                .map(entry -> entry.getKey() + (entry.getValue().isEmpty() ? "" : " (" + entry.getValue() + ")"))
                .collect(Collectors.joining(", "));
        response.put(
                "description",
                Stream.of(before, added).filter(text -> !text.isEmpty()).collect(Collectors.joining("; gateway: ")));
        if (!response.has("content")) {
            response.putObject("content")
                    .putObject("application/problem+json")
                    .putObject("schema")
                    .put("$ref", "#/components/" + inDocument.apply("schemas/Problem"));
        }
    }

    private static boolean names(String description, ProblemCode code) {
        return Pattern.compile("\\b" + code.name() + "\\b").matcher(description).find();
    }

    private void addHeaders(JsonNode response, String... names) {
        if (response instanceof ObjectNode object && !object.has("$ref")) {
            var headers = object.withObjectProperty("headers");
            for (var name : names) {
                if (!headers.has(name)) {
                    headers.putObject(name).put("$ref", "#/components/" + inDocument.apply("headers/" + name));
                }
            }
        }
    }

    private static void sort(ObjectNode responses) {
        var sorted = new TreeMap<String, JsonNode>();
        responses.properties().forEach(response -> sorted.put(response.getKey(), response.getValue()));
        responses.removeAll();
        responses.setAll(sorted);
    }
}
