package dev.coinstage.local.suite;

import java.time.Duration;

/** How long to wait before the next attempt: doubled with each death in a row, bounded. */
final class Backoff {

    private static final Duration FIRST = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofSeconds(10);
    /** A process that lived this long had started well; its death begins a new row. */
    private static final Duration SETTLED = Duration.ofSeconds(60);

    private int deathsInARow;

    /** @param lived how long the process had run */
    Duration afterDeath(Duration lived) {
        deathsInARow = lived.compareTo(SETTLED) >= 0 ? 1 : deathsInARow + 1;
        Duration wait = FIRST.multipliedBy(1L << Math.min(deathsInARow - 1, 10));
        return wait.compareTo(LONGEST) < 0 ? wait : LONGEST;
    }
}
