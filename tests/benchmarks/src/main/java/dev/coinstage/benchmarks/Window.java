package dev.coinstage.benchmarks;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * One stretch of measured load.
 *
 * @param gifts that were answered in it
 * @param nanos how long it took
 * @param waits of the callers, in microseconds
 */
record Window(long gifts, long nanos, Histogram waits) {

    private static final double MICROS_PER_MILLI = 1000;

    double perSecond() {
        return gifts * (double) TimeUnit.SECONDS.toNanos(1) / nanos;
    }

    /** Milliseconds that so many percent of the callers did not have to wait longer than. */
    double waitMillis(double percentile) {
        return waits.getValueAtPercentile(percentile) / MICROS_PER_MILLI;
    }
}
