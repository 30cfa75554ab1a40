package dev.coinstage.testing;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Optional;

/**
 * Where a class stands in its service.
 *
 * @param name the first package below the base
 * @param layer the second one, or the empty string in a flat feature
 */
record Feature(String name, String layer) {

    /** Empty for classes outside of the base package, and for those right in it. */
    static Optional<Feature> of(JavaClass type, String base) {
        var packageName = type.getBaseComponentType().getPackageName();
        if (!packageName.startsWith(base + ".")) {
            return Optional.empty();
        }
        var parts = packageName.substring(base.length() + 1).split("\\.", 3);
        return Optional.of(new Feature(parts[0], parts.length > 1 ? parts[1] : ""));
    }

    boolean isRest() {
        return "rest".equals(layer);
    }

    boolean isDb() {
        return "db".equals(layer);
    }

    boolean isDomain() {
        return "domain".equals(layer);
    }
}
