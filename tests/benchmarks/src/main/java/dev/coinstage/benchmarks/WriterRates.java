package dev.coinstage.benchmarks;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.HdrHistogram.Histogram;

/** Two processes that post to one database, against one of them: the second must cost little, though it cannot help. */
final class WriterRates {

    private static final String ONE = "one writing process";
    private static final String TWO = "two writing processes";

    private final Database database;

    WriterRates(Database database) {
        this.database = database;
    }

    void run(Report report, Volume volume, People people, Checkpoint checkpoint)
            throws InterruptedException, SQLException {
        report.doing("starting two processes that write");
        var creator = people.hot().get(0);
        try (var first = Writer.start(database, people.viewers(), creator);
                var second = Writer.start(database, people.viewers(), creator)) {
            measure(List.of(first, second), Duration.ZERO, volume.warmUp());
            var rounds = new Rounds()
                    .with(ONE, () -> measure(List.of(first), volume.settle(), volume.window()))
                    .with(TWO, () -> measure(List.of(first, second), volume.settle(), volume.window()))
                    .run(volume.rounds(), checkpoint, report);
            report.add(Figure.plain("writers.one", rounds.medianPerSecond(ONE), "gifts/s"));
            report.add(Figure.plain("writers.two", rounds.medianPerSecond(TWO), "gifts/s"));
            report.add(new Figure("writers.two-of-one", rounds.medianRatio(TWO, ONE), "times", new Bar.AtLeast(0.9)));
        }
    }

    private static Window measure(List<Writer> writers, Duration settle, Duration window) {
        writers.forEach(writer -> writer.order(settle, window));
        var windows = writers.stream().map(Writer::answer).toList();
        var gifts = windows.stream().mapToLong(Window::gifts).sum();
        var nanos = windows.stream().mapToLong(Window::nanos).max().orElseThrow();
        return new Window(gifts, nanos, new Histogram(1));
    }
}
