package dev.coinstage.benchmarks;

import java.util.List;
import java.util.stream.IntStream;

/** What a few windows of one measurement, or of two taken side by side, come to. */
final class Statistics {

    private Statistics() {}

    /**
     * The middle value, or the mean of the two in the middle.
     *
     * @throws IllegalArgumentException without any value
     */
    static double median(List<Double> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("the median of nothing");
        }
        var sorted = values.stream().sorted().toList();
        var upper = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(upper) : (sorted.get(upper - 1) + sorted.get(upper)) / 2;
    }

    /**
     * The median of the ratios of each round: what slows a whole round, such as a neighbour on the machine, cancels out.
     *
     * @throws IllegalArgumentException when the two do not have as many rounds
     */
    static double medianRatio(List<Double> over, List<Double> under) {
        if (over.size() != under.size()) {
            throw new IllegalArgumentException(over.size() + " rounds against " + under.size());
        }
        return median(IntStream.range(0, over.size())
                .mapToObj(round -> over.get(round) / under.get(round))
                .toList());
    }
}
