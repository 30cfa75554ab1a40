package dev.coinstage.benchmarks;

import dev.coinstage.benchmarks.LedgerSql.Sample;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;

/** B3: what a gift costs in a ledger that holds many transfers, against one that holds few, side by side on one server. */
final class LedgerGrowth implements Measurement {

    private static final String FEW = "few";
    private static final String MANY = "many";
    private static final long CHUNK = 250_000;
    private static final double BYTES_PER_MIB = 1 << 20;
    private static final int TRANSFERS_PER_GIFT = 2;

    private final Place place;

    LedgerGrowth(Place place) {
        this.place = place;
    }

    @Override
    public void run(Report report, Volume volume) throws InterruptedException, SQLException {
        report.doing("starting PostgreSQL");
        try (var server = BenchServer.start(place)) {
            var people = People.of(volume.ledgerViewers(), volume.creators());
            var sample = prepare(report, volume, server, people);
            var few = server.copy(FEW);
            var many = server.copy(MANY);
            try (var fewOwner = server.superuser(few);
                    var manyOwner = server.superuser(many)) {
                fill(report, FEW, fewOwner, people, sample, volume.fewTransfers());
                var bytes = fill(report, MANY, manyOwner, people, sample, volume.transfers());
                compare(report, volume, people, few, many, new Checkpoint(manyOwner));
                tellSize(report, FEW, fewOwner);
                tellSize(report, MANY, manyOwner);
                report.add(Figure.plain("ledger.bytes-per-gift", bytes, "bytes"));
            }
        }
    }

    /** Funds everybody and warms the engine up, on the database that is then copied. */
    private static Sample prepare(Report report, Volume volume, BenchServer server, People people)
            throws InterruptedException, SQLException {
        try (var wallet = server.database().connect()) {
            report.takenUnder(Durability.of(wallet), wallet.getMetaData().getDatabaseProductVersion(), Instant.now());
            report.doing("funding " + people.viewers().size() + " viewers");
            try (var engine = new Engine(server.database())) {
                engine.fund(people.viewers(), people.creators());
            }
            return LedgerSql.sample(wallet);
        }
    }

    /** Bytes that each stored gift takes. */
    private static double fill(
            Report report, String name, Connection superuser, People people, Sample sample, long transfers)
            throws SQLException {
        LedgerSql.prepareFill(superuser, people);
        var before = bytes(superuser);
        var gifts = Math.max(0, transfers - LedgerSql.transfers(superuser)) / TRANSFERS_PER_GIFT;
        for (long stored = 0; stored < gifts; stored += CHUNK) {
            LedgerSql.fill(superuser, Math.min(CHUNK, gifts - stored), sample);
            report.doing(name + ": " + Math.min(stored + CHUNK, gifts) + " of " + gifts + " gifts stored");
        }
        execute(superuser, "ANALYZE");
        execute(superuser, "CHECKPOINT");
        return (bytes(superuser) - before) / (double) gifts;
    }

    private static void compare(
            Report report, Volume volume, People people, Database few, Database many, Checkpoint checkpoint)
            throws InterruptedException, SQLException {
        try (var onFew = new Engine(few);
                var onMany = new Engine(many)) {
            var givenToFew = new ClosedLoop(onFew.giving(people.viewers(), people.creators()), GiftRates.IN_FLIGHT);
            var givenToMany = new ClosedLoop(onMany.giving(people.viewers(), people.creators()), GiftRates.IN_FLIGHT);
            report.doing("warming up");
            givenToMany.run(volume.settle(), volume.warmUp());
            // short, since what is measured is stored too, and few are to stay few
            var window = volume.window().dividedBy(2);
            var rounds = new Rounds()
                    .with(FEW, () -> givenToFew.run(volume.settle(), window))
                    .with(MANY, () -> givenToMany.run(volume.settle(), window))
                    .run(volume.rounds(), checkpoint, report);
            report.add(Figure.plain("B3.rate.few", rounds.medianPerSecond(FEW), "gifts/s"));
            report.add(Figure.plain("B3.rate.many", rounds.medianPerSecond(MANY), "gifts/s"));
            report.add(new Figure("B3.growth", rounds.medianRatio(FEW, MANY), "times", new Bar.AtMost(1.3)));
        }
    }

    /** At the end: the measured gifts are among them. */
    private static void tellSize(Report report, String name, Connection connection) throws SQLException {
        report.add(Figure.plain("ledger.transfers." + name, LedgerSql.transfers(connection), "transfers"));
        report.add(Figure.plain("ledger.size." + name, bytes(connection) / BYTES_PER_MIB, "MiB"));
    }

    private static long bytes(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT pg_database_size(current_database())")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
