package dev.coinstage.benchmarks;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Contenders that are measured by turns, forward in one round and backward in the next: tables that grow and a machine that
 * others use meet all of them alike.
 */
final class Rounds {

    private final Map<String, Contender> contenders = new LinkedHashMap<>();
    private final Map<String, List<Window>> windows = new LinkedHashMap<>();

    /** Measures one window. */
    interface Contender {
        Window measure() throws InterruptedException, SQLException;
    }

    Rounds with(String name, Contender contender) {
        contenders.put(name, contender);
        windows.put(name, new ArrayList<>());
        return this;
    }

    /** @param before is done before every window and not measured */
    Rounds run(int rounds, Checkpoint before, Report report) throws InterruptedException, SQLException {
        for (int round = 0; round < rounds; round++) {
            var order = new ArrayList<>(contenders.keySet());
            if (round % 2 == 1) {
                Collections.reverse(order);
            }
            for (var name : order) {
                before.write();
                var window = contenders.get(name).measure();
                windows.get(name).add(window);
                report.doing(String.format("round %d of %d: %s %.0f/s", round + 1, rounds, name, window.perSecond()));
            }
        }
        return this;
    }

    List<Double> perSecond(String name) {
        return windows.get(name).stream().map(Window::perSecond).toList();
    }

    double medianPerSecond(String name) {
        return Statistics.median(perSecond(name));
    }

    /** Median over the rounds of what that many percent of the callers waited at most, in milliseconds. */
    double medianWait(String name, double percentile) {
        return Statistics.median(windows.get(name).stream()
                .map(window -> window.waitMillis(percentile))
                .toList());
    }

    double medianRatio(String over, String under) {
        return Statistics.medianRatio(perSecond(over), perSecond(under));
    }
}
