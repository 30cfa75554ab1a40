package dev.coinstage.chart;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The settings that a page documents in a table of name, default, unit and meaning. */
record Settings(Set<String> all, Set<String> required) {

    private static final Pattern ROW = Pattern.compile("^\\| (`[^|]*`) \\| ([^|]*) \\|.*");
    private static final Pattern NAME = Pattern.compile("`([^`]+)`");
    private static final String DEFAULTS = "platform/service-defaults/README.md";

    /** A service's own table and the one that all services share. */
    static Settings of(String service) {
        Settings own = in(Checkout.text(service + "/README.md"));
        Settings shared = in(Checkout.text(DEFAULTS));
        Set<String> all = new LinkedHashSet<>(own.all);
        all.addAll(shared.all);
        Set<String> required = new LinkedHashSet<>(own.required);
        required.addAll(shared.required);
        return new Settings(all, required);
    }

    static Settings in(String page) {
        Set<String> all = new LinkedHashSet<>();
        Set<String> required = new LinkedHashSet<>();
        boolean inside = false;
        for (String line : page.lines().toList()) {
            inside = line.startsWith("| name | default |") || inside && line.startsWith("|");
            Matcher row = ROW.matcher(line);
            if (inside && row.matches()) {
                List<String> names = names(row.group(1));
                all.addAll(names);
                if (row.group(2).strip().equals("none")) {
                    required.addAll(names);
                }
            }
        }
        return new Settings(all, required);
    }

    /** A name that begins with a dot shares the beginning of the one before it. */
    private static List<String> names(String cell) {
        List<String> names = new ArrayList<>();
        Matcher matcher = NAME.matcher(cell);
        String last = "";
        while (matcher.find()) {
            String name = matcher.group(1).replaceFirst("^…\\.", ".");
            if (name.startsWith(".") && !last.isEmpty()) {
                long segments = name.chars().filter(c -> c == '.').count();
                String beginning = last;
                for (long i = 0; i < segments; i++) {
                    beginning = beginning.substring(0, beginning.lastIndexOf('.'));
                }
                name = beginning + name;
            }
            last = name;
            names.add(name);
        }
        return names;
    }

    /** As MicroProfile Config names a property in the environment. */
    static String variable(String property) {
        return property.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    /** Names with a part to fill in, {@code <ISO 4217>} or {@code *}, cover what begins like them. */
    boolean cover(String variable) {
        return all.stream().anyMatch(property -> {
            int open = property.replace('*', '<').indexOf('<');
            return open < 0
                    ? variable(property).equals(variable)
                    : variable.startsWith(variable(property.substring(0, open)));
        });
    }

    /** Variables of an object's only container; a value that comes from a Secret is {@code secret/key}. */
    static Map<String, String> environment(JsonNode workload) {
        Map<String, String> environment = new LinkedHashMap<>();
        for (JsonNode variable : workload.at("/spec/template/spec/containers/0/env")) {
            JsonNode secret = variable.at("/valueFrom/secretKeyRef");
            environment.put(
                    variable.get("name").asText(),
                    secret.isMissingNode()
                            ? variable.path("value").asText()
                            : secret.get("name").asText() + "/"
                                    + secret.get("key").asText());
        }
        return environment;
    }

    List<String> flaws(JsonNode workload) {
        Map<String, String> environment = environment(workload);
        List<String> flaws = new ArrayList<>();
        for (String property : required) {
            if (environment.getOrDefault(variable(property), "").isBlank()) {
                flaws.add(Objects.title(workload) + ": " + property + " has no default and is not set");
            }
        }
        for (String variable : environment.keySet()) {
            if (!cover(variable)) {
                flaws.add(Objects.title(workload) + ": no page documents " + variable);
            }
        }
        return flaws;
    }
}
