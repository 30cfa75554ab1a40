package dev.coinstage.fraud.decision.domain;

import java.util.Optional;

/** One reason to distrust, or none. A rule looks at the features and the settings and at nothing else. */
@FunctionalInterface
interface Rule<F extends Features> {

    Optional<Finding> check(F features, RuleSettings settings);

    static Optional<Finding> when(boolean fires, Finding finding) {
        return fires ? Optional.of(finding) : Optional.empty();
    }
}
