package dev.coinstage.benchmarks;

import java.util.Locale;

/**
 * One measured figure.
 *
 * @param id stable name, such as {@code B1.rate}
 * @param unit of the value, such as gifts/s
 */
record Figure(String id, double value, String unit, Bar bar) {

    /** Values from here on are told without decimals. */
    private static final double LARGE = 1000;

    static Figure plain(String id, double value, String unit) {
        return new Figure(id, value, unit, Bar.NONE);
    }

    /** False also for a value that could not be measured. */
    boolean passes() {
        return !Double.isNaN(value) && bar.passes(value);
    }

    String verdict() {
        if (bar instanceof Bar.None) {
            return "-";
        }
        return passes() ? "pass" : "FAIL";
    }

    String line() {
        var number = String.format(Locale.ROOT, Math.abs(value) >= LARGE ? "%.0f" : "%.2f", value);
        return String.format(Locale.ROOT, "%-26s %12s %-14s %-12s %s", id, number, unit, bar.text(), verdict())
                .stripTrailing();
    }
}
