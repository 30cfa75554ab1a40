package dev.coinstage.chart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The rules that definitions state in CEL and a cluster checks at admission, after it has filled defaults in. */
final class AdmissionRules {

    private static final String RULES = "x-kubernetes-validations";

    private final CelCompiler compiler = CelCompilerFactory.standardCelCompilerBuilder()
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .addLibraries(CelExtensions.strings())
            .addVar("self", SimpleType.DYN)
            .build();
    private final CelRuntime runtime = CelRuntimeFactory.standardCelRuntimeBuilder()
            .addLibraries(CelExtensions.strings())
            .build();
    private final Map<String, CelRuntime.Program> programs = new HashMap<>();

    List<String> flaws(JsonNode schema, JsonNode object) {
        JsonNode admitted = object.deepCopy();
        fillIn(schema, admitted);
        List<String> flaws = new ArrayList<>();
        check(schema, admitted, flaws);
        return flaws;
    }

    private static void fillIn(JsonNode schema, JsonNode value) {
        if (value instanceof ObjectNode object) {
            schema.path("properties").properties().forEach(property -> {
                JsonNode given = property.getValue().get("default");
                if (given != null && !object.has(property.getKey())) {
                    object.set(property.getKey(), given.deepCopy());
                }
                fillIn(property.getValue(), object.path(property.getKey()));
            });
            if (schema.path("additionalProperties").isObject()) {
                object.forEach(entry -> fillIn(schema.get("additionalProperties"), entry));
            }
        } else if (value.isArray()) {
            value.forEach(element -> fillIn(schema.path("items"), element));
        }
    }

    private void check(JsonNode schema, JsonNode value, List<String> flaws) {
        for (JsonNode rule : schema.path(RULES)) {
            // those that compare with what was there before say nothing about a new object
            if (!rule.get("rule").asText().contains("oldSelf")) {
                judge(rule, value, flaws);
            }
        }
        if (value.isObject()) {
            value.properties().forEach(entry -> {
                JsonNode property = schema.path("properties").path(entry.getKey());
                check(
                        property.isMissingNode() ? schema.path("additionalProperties") : property,
                        entry.getValue(),
                        flaws);
            });
        } else if (value.isArray()) {
            value.forEach(element -> check(schema.path("items"), element, flaws));
        }
    }

    private void judge(JsonNode rule, JsonNode value, List<String> flaws) {
        String text = rule.get("rule").asText();
        try {
            if (!Boolean.TRUE.equals(program(text).eval(Map.of("self", plain(value))))) {
                flaws.add(rule.path("message").asText(text));
            }
        } catch (CelValidationException | CelEvaluationException unjudged) {
            flaws.add("cannot judge " + text + ": " + unjudged.getMessage());
        }
    }

    private CelRuntime.Program program(String rule) throws CelValidationException, CelEvaluationException {
        CelRuntime.Program known = programs.get(rule);
        if (known == null) {
            known = runtime.createProgram(compiler.compile(rule).getAst());
            programs.put(rule, known);
        }
        return known;
    }

    private static Object plain(JsonNode value) {
        if (value.isObject()) {
            Map<String, Object> map = new LinkedHashMap<>();
            value.properties().forEach(entry -> map.put(entry.getKey(), plain(entry.getValue())));
            return map;
        }
        if (value.isArray()) {
            return Objects.each(value).map(AdmissionRules::plain).toList();
        }
        if (value.isBoolean()) {
            return value.asBoolean();
        }
        if (value.isIntegralNumber()) {
            return value.asLong();
        }
        return value.isNumber() ? (Object) value.asDouble() : value.asText();
    }
}
