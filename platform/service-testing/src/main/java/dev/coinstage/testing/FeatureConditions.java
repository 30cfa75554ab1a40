package dev.coinstage.testing;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.function.BiPredicate;

/** What the features and layers of a service may know of each other. */
final class FeatureConditions {

    private FeatureConditions() {}

    static final class KeepRestAndDbApart extends ForbiddenDependency {
        KeepRestAndDbApart(String base) {
            super(
                    "keep rest and db apart",
                    base,
                    (from, to) -> from.isRest() && to.isDb() || from.isDb() && to.isRest());
        }
    }

    static final class NotReachForeignEdges extends ForbiddenDependency {
        NotReachForeignEdges(String base) {
            super(
                    "not reach another feature's db or rest",
                    base,
                    (from, to) -> !from.name().equals(to.name()) && (to.isDb() || to.isRest()));
        }
    }

    private abstract static class ForbiddenDependency extends ArchCondition<JavaClass> {

        private final String base;
        private final BiPredicate<Feature, Feature> forbidden;

        ForbiddenDependency(String description, String base, BiPredicate<Feature, Feature> forbidden) {
            super(description);
            this.base = base;
            this.forbidden = forbidden;
        }

        @Override
        public void check(JavaClass type, ConditionEvents events) {
            var from = Feature.of(type, base);
            if (from.isEmpty()) {
                return;
            }
            for (var dependency : type.getDirectDependenciesFromSelf()) {
                Feature.of(dependency.getTargetClass(), base)
                        .filter(to -> forbidden.test(from.get(), to))
                        .ifPresent(to -> events.add(SimpleConditionEvent.violated(type, dependency.getDescription())));
            }
        }
    }
}
