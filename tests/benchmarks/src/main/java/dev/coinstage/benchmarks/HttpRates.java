package dev.coinstage.benchmarks;

import dev.coinstage.benchmarks.OpenLoop.Answered;
import dev.coinstage.local.login.Session;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** B2: gifts over HTTP with token check, at given rates, to the service itself and through the gateway. */
final class HttpRates implements Measurement {

    private static final int DIRECT = 4000;
    private static final int THROUGH_GATEWAY = 1500;
    /** The last answers come after the last request was due, and the bar is on answers. */
    private static final double ABOVE_BAR = 1.01;

    private static final double LONGEST_WAIT_MILLIS = 100;
    private static final double MEDIAN = 50;
    private static final double SLOWEST = 99;
    private static final int BISECTIONS = 6;

    private final Place place;

    HttpRates(Place place) {
        this.place = place;
    }

    /** Everything that a load needs to know. */
    private record Load(
            Report report,
            Volume volume,
            HttpGifts gifts,
            String name,
            String address,
            int bar,
            List<Session> viewers,
            List<String> hot,
            List<String> uniform) {

        Answered give(List<String> lives, double perSecond, Duration duration) throws InterruptedException {
            return OpenLoop.run(gifts.giving(address, viewers, lives), (int) perSecond, duration);
        }
    }

    @Override
    public void run(Report report, Volume volume) throws InterruptedException, SQLException {
        report.doing("starting the suite");
        try (var suite = RunningSuite.start(place);
                var wallet = suite.wallet();
                var gifts = new HttpGifts()) {
            report.takenUnder(Durability.of(wallet), wallet.getMetaData().getDatabaseProductVersion(), Instant.now());
            report.doing(volume.httpViewers() + " viewers log in and buy coins");
            var viewers = suite.viewers(volume.httpViewers());
            var hot = List.of(suite.live());
            var uniform = LedgerSql.startLives(wallet, volume.creators());
            measure(new Load(report, volume, gifts, "direct", suite.walletService(), DIRECT, viewers, hot, uniform));
            measure(new Load(
                    report, volume, gifts, "gateway", suite.gateway(), THROUGH_GATEWAY, viewers, hot, uniform));
        }
    }

    private static void measure(Load load) throws InterruptedException {
        load.report().doing("loading " + load.name());
        // slower first: a cold JVM would only queue the requests up
        var step = load.volume().httpWarmUp().dividedBy(3);
        load.give(load.hot(), load.bar() / 4.0, step);
        load.give(load.uniform(), load.bar() / 2.0, step);
        load.give(load.hot(), load.bar(), step);
        var hot = load.give(load.hot(), load.bar() * ABOVE_BAR, load.volume().httpLoad());
        var uniform =
                load.give(load.uniform(), load.bar() * ABOVE_BAR, load.volume().httpLoad());
        tell(load, "", hot);
        tell(load, ".uniform", uniform);
        load.report()
                .add(new Figure(
                        "B2." + load.name() + ".hot-of-uniform",
                        hot.answered().perSecond() / uniform.answered().perSecond(),
                        "times",
                        new Bar.AtLeast(0.95)));
        if (!holds(hot) || hot.answered().perSecond() < load.bar()) {
            load.report().add(Figure.plain("B2." + load.name() + ".sustained", sustained(load), "gifts/s"));
        }
    }

    private static void tell(Load load, String kind, Answered answered) {
        var id = "B2." + load.name() + kind;
        var window = answered.answered();
        load.report().add(new Figure(id + ".rate", window.perSecond(), "gifts/s", new Bar.AtLeast(load.bar())));
        load.report().add(Figure.plain(id + ".p50", window.waitMillis(MEDIAN), "ms"));
        load.report()
                .add(new Figure(id + ".p99", window.waitMillis(SLOWEST), "ms", new Bar.Below(LONGEST_WAIT_MILLIS)));
        load.report().add(new Figure(id + ".errors", answered.failures(), "requests", new Bar.AtMost(0)));
        if (answered.failures() > 0) {
            load.report().doing("the first error: " + answered.firstFailure());
        }
    }

    private static boolean holds(Answered answered) {
        return answered.failures() == 0 && answered.answered().waitMillis(SLOWEST) < LONGEST_WAIT_MILLIS;
    }

    /** The highest rate below the bar, by bisection, at which the waits hold. */
    private static double sustained(Load load) throws InterruptedException {
        double good = 0;
        double bad = load.bar();
        for (int step = 0; step < BISECTIONS; step++) {
            var rate = (good + bad) / 2;
            var held =
                    holds(load.give(load.hot(), rate, load.volume().httpLoad().dividedBy(3)));
            load.report().doing(String.format("%s at %.0f/s: %s", load.name(), rate, held ? "holds" : "does not hold"));
            if (held) {
                good = rate;
            } else {
                bad = rate;
            }
        }
        return good;
    }
}
