package dev.coinstage.testing;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Set;

/** What a domain may use. */
final class DomainConditions {

    private DomainConditions() {}

    static DescribedPredicate<JavaClass> floatingPoint() {
        var types = Set.of("double", "float", "java.lang.Double", "java.lang.Float");
        return DescribedPredicate.describe(
                "floating-point",
                type -> types.contains(type.getBaseComponentType().getName()));
    }

    static final class DependOnPlainJavaOnly extends ArchCondition<JavaClass> {

        private static final List<String> INPUT_AND_OUTPUT =
                List.of("java.sql", "java.net", "java.nio.file", "java.rmi");

        private final String base;
        private final List<String> kernels;

        DependOnPlainJavaOnly(String base, List<String> kernels) {
            super("depend on plain Java and its own package only");
            this.base = base;
            this.kernels = kernels;
        }

        @Override
        public void check(JavaClass type, ConditionEvents events) {
            for (var dependency : type.getDirectDependenciesFromSelf()) {
                var target = dependency.getTargetClass().getBaseComponentType();
                if (!target.isPrimitive() && !isPlainJava(target) && !isOwn(type, target)) {
                    events.add(SimpleConditionEvent.violated(type, dependency.getDescription()));
                }
            }
        }

        private static boolean isPlainJava(JavaClass target) {
            var name = target.getPackageName();
            return name.startsWith("java.")
                    && INPUT_AND_OUTPUT.stream().noneMatch(io -> name.equals(io) || name.startsWith(io + "."));
        }

        private boolean isOwn(JavaClass type, JavaClass target) {
            if (kernels.contains(target.getPackageName())) {
                return true;
            }
            var from = Feature.of(type, base);
            return !kernels.contains(type.getPackageName())
                    && Feature.of(target, base).filter(Feature::isDomain).equals(from);
        }
    }

    static final class AskNeitherClockNorChance extends ArchCondition<JavaClass> {

        private static final Set<String> SOURCES = Set.of(
                "java.time.Clock",
                "java.time.InstantSource",
                "java.util.Random",
                "java.util.SplittableRandom",
                "java.util.concurrent.ThreadLocalRandom",
                "java.security.SecureRandom");
        private static final Set<String> CALLS = Set.of(
                "java.lang.Math.random",
                "java.lang.StrictMath.random",
                "java.util.UUID.randomUUID",
                "java.lang.System.currentTimeMillis",
                "java.lang.System.nanoTime");

        AskNeitherClockNorChance() {
            super("ask neither the clock nor chance");
        }

        @Override
        public void check(JavaClass type, ConditionEvents events) {
            type.getDirectDependenciesFromSelf().stream()
                    .filter(dependency ->
                            SOURCES.contains(dependency.getTargetClass().getName()))
                    .forEach(
                            dependency -> events.add(SimpleConditionEvent.violated(type, dependency.getDescription())));
            type.getAccessesFromSelf().stream()
                    .filter(access -> isForbidden(access.getTarget()))
                    .map(JavaAccess::getDescription)
                    .forEach(description -> events.add(SimpleConditionEvent.violated(type, description)));
        }

        private static boolean isForbidden(AccessTarget target) {
            var owner = target.getOwner().getName();
            var isNow = owner.startsWith("java.time.") && "now".equals(target.getName());
            return isNow || CALLS.contains(owner + "." + target.getName());
        }
    }
}
