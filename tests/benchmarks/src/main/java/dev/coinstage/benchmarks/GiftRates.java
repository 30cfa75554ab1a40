package dev.coinstage.benchmarks;

import io.vertx.mutiny.sqlclient.Pool;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

/** B1: gifts to one creator through the engine, against many creators, raw SQL and a function per gift; and its waits at low load. */
final class GiftRates implements Measurement {

    /** Enough for full batches: one is written while the next ones wait. */
    static final int IN_FLIGHT = 2000;

    private static final int FUNCTION_CONNECTIONS = 64;
    private static final int LOW_RATE = 50;
    private static final double MEDIAN = 50;
    private static final double SLOWEST = 99;
    private static final String HOT = "engine, one creator";
    private static final String UNIFORM = "engine, many creators";
    private static final String RAW = "raw SQL";
    private static final String FUNCTION = "function per gift";

    private final Place place;

    GiftRates(Place place) {
        this.place = place;
    }

    @Override
    public void run(Report report, Volume volume) throws InterruptedException, SQLException {
        report.doing("starting PostgreSQL");
        try (var server = BenchServer.start(place);
                var reading = server.database().connect();
                var superuser = server.superuser(server.database());
                var engine = new Engine(server.database())) {
            report.takenUnder(Durability.of(reading), reading.getMetaData().getDatabaseProductVersion(), Instant.now());
            var people = People.of(volume.viewers(), volume.creators());
            report.doing("funding " + volume.viewers() + " viewers");
            engine.fund(people.viewers(), people.creators());
            LedgerSql.createFunction(reading);
            var checkpoint = new Checkpoint(superuser);
            compare(report, volume, engine, server.database(), people, reading, checkpoint);
            low(report, volume, engine, people);
            new WriterRates(server.database()).run(report, volume, people, checkpoint);
        }
    }

    private void compare(
            Report report,
            Volume volume,
            Engine engine,
            Database database,
            People people,
            Connection reading,
            Checkpoint checkpoint)
            throws InterruptedException, SQLException {
        var hot = new ClosedLoop(engine.giving(people.viewers(), people.hot()), IN_FLIGHT);
        var uniform = new ClosedLoop(engine.giving(people.viewers(), people.creators()), IN_FLIGHT);
        var functions = database.pool(engine.vertx(), FUNCTION_CONNECTIONS);
        var raw = raw(engine, people, functions, reading);
        var function = new ClosedLoop(function(engine, people, functions, reading), FUNCTION_CONNECTIONS);
        report.doing("warming up");
        var before = engine.batches();
        hot.run(Duration.ZERO, volume.warmUp());
        uniform.run(Duration.ZERO, volume.warmUp().dividedBy(2));
        var batch = engine.batches().meanSince(before);
        raw.run(reading, volume.warmUp().dividedBy(2), (int) Math.round(batch));
        function.run(Duration.ZERO, volume.warmUp().dividedBy(2));
        before = engine.batches();
        var rounds = new Rounds()
                .with(HOT, () -> hot.run(volume.settle(), volume.window()))
                .with(RAW, () -> raw.run(reading, volume.window(), (int) Math.round(batch)))
                .with(UNIFORM, () -> uniform.run(volume.settle(), volume.window()))
                .with(FUNCTION, () -> function.run(volume.settle(), volume.window()))
                .run(volume.rounds(), checkpoint, report);
        functions.closeAndAwait();
        tell(report, rounds, engine.batches().meanSince(before));
    }

    private static RawWriter raw(Engine engine, People people, Pool pool, Connection reading) throws SQLException {
        var connection = pool.getConnection().await().indefinitely();
        var ids = engine.gifts().ids();
        return new RawWriter(connection, ids, people.viewers(), people.hot().get(0), LedgerSql.sample(reading));
    }

    private static FunctionGifts function(Engine engine, People people, Pool pool, Connection reading)
            throws SQLException {
        return new FunctionGifts(
                pool, engine.gifts().ids(), people.viewers(), people.hot().get(0), LedgerSql.sample(reading));
    }

    private static void tell(Report report, Rounds rounds, double batch) {
        report.add(new Figure("B1.rate", rounds.medianPerSecond(HOT), "gifts/s", new Bar.AtLeast(15_000)));
        report.add(Figure.plain("B1.rate.wait-p50", rounds.medianWait(HOT, MEDIAN), "ms"));
        report.add(Figure.plain("B1.rate.wait-p99", rounds.medianWait(HOT, SLOWEST), "ms"));
        report.add(Figure.plain("B1.rate.batch", batch, "gifts/batch"));
        report.add(Figure.plain("B1.uniform", rounds.medianPerSecond(UNIFORM), "gifts/s"));
        report.add(new Figure("B1.of-uniform", rounds.medianRatio(HOT, UNIFORM), "times", new Bar.AtLeast(0.95)));
        report.add(Figure.plain("B1.raw", rounds.medianPerSecond(RAW), "gifts/s"));
        report.add(new Figure("B1.of-raw", rounds.medianRatio(HOT, RAW), "times", new Bar.AtLeast(0.8)));
        report.add(Figure.plain("B1.function", rounds.medianPerSecond(FUNCTION), "gifts/s"));
        report.add(new Figure("B1.of-function", rounds.medianRatio(HOT, FUNCTION), "times", new Bar.AtLeast(20)));
    }

    private static void low(Report report, Volume volume, Engine engine, People people) throws InterruptedException {
        report.doing("a low load");
        var load = OpenLoop.run(
                engine.giving(people.viewers(), people.hot()),
                LOW_RATE,
                volume.window().multipliedBy(volume.rounds()));
        var window = load.requireNoFailure();
        report.add(Figure.plain("latency.low.p50", window.waitMillis(MEDIAN), "ms"));
        report.add(Figure.plain("latency.low.p99", window.waitMillis(SLOWEST), "ms"));
    }
}
