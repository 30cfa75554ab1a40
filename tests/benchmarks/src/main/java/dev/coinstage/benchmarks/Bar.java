package dev.coinstage.benchmarks;

import java.util.Locale;

/** What a figure has to reach, see the quality bars in docs/benchmarks.md. */
sealed interface Bar {

    boolean passes(double value);

    /** As people read it, such as {@code >= 15000}. */
    String text();

    record AtLeast(double least) implements Bar {
        @Override
        public boolean passes(double value) {
            return value >= least;
        }

        @Override
        public String text() {
            return ">= " + plain(least);
        }
    }

    record AtMost(double most) implements Bar {
        @Override
        public boolean passes(double value) {
            return value <= most;
        }

        @Override
        public String text() {
            return "<= " + plain(most);
        }
    }

    record Below(double limit) implements Bar {
        @Override
        public boolean passes(double value) {
            return value < limit;
        }

        @Override
        public String text() {
            return "< " + plain(limit);
        }
    }

    /** A figure that is told, and judged by nobody. */
    record None() implements Bar {
        @Override
        public boolean passes(double value) {
            return true;
        }

        @Override
        public String text() {
            return "no bar";
        }
    }

    Bar NONE = new None();

    private static String plain(double value) {
        return value == Math.rint(value)
                ? String.format(Locale.ROOT, "%.0f", value)
                : String.format(Locale.ROOT, "%s", value);
    }
}
