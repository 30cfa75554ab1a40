package dev.coinstage.gateway.http;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which of two forms a client would rather have (RFC 9110, 12.5.1). A client that accepts neither gets JSON all the
 * same, as the RFC allows.
 */
final class Acceptance {
    private static final Set<String> YAML = Set.of(
            "application/yaml",
            "application/x-yaml",
            "text/yaml",
            "text/x-yaml",
            "application/openapi+yaml",
            "application/vnd.oai.openapi");
    private static final Set<String> JSON =
            Set.of("application/json", "application/openapi+json", "application/vnd.oai.openapi+json");
    private static final Pattern QUALITY = Pattern.compile("q=(0(\\.\\d{0,3})?|1(\\.0{0,3})?)");

    private Acceptance() {}

    static boolean prefersYaml(List<String> accept) {
        return quality(accept, YAML) > quality(accept, JSON);
    }

    /** In thousandths; what is named outranks a range, whatever the range's own quality. */
    private static int quality(List<String> accept, Set<String> types) {
        int named = -1;
        int ranged = 0;
        for (var value : accept) {
            for (var element : value.toLowerCase(Locale.ROOT).split(",")) {
                var parts = element.trim().split("\\s*;\\s*");
                if (types.contains(parts[0])) {
                    named = Math.max(named, quality(parts));
                } else if (types.stream().anyMatch(type -> isRangeOf(parts[0], type))) {
                    ranged = Math.max(ranged, quality(parts));
                }
            }
        }
        return named >= 0 ? named : ranged;
    }

    private static boolean isRangeOf(String range, String type) {
        return range.equals("*/*") || range.equals(type.substring(0, type.indexOf('/')) + "/*");
    }

    private static int quality(String[] parts) {
        for (int i = 1; i < parts.length; i++) {
            var quality = QUALITY.matcher(parts[i]);
            if (quality.matches()) {
                return (int) Math.round(Double.parseDouble(quality.group(1)) * 1000);
            }
        }
        return 1000;
    }
}
