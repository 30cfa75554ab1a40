package dev.coinstage.local.books;

import java.util.List;

/**
 * What became of one rule.
 *
 * @param violations the first few of what breaks it; empty when it holds
 */
public record Finding(String rule, List<String> violations) {

    public boolean holds() {
        return violations.isEmpty();
    }
}
