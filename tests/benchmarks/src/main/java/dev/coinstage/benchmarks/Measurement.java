package dev.coinstage.benchmarks;

import java.sql.SQLException;
import java.util.List;

/** One group of figures, taken on a machine of its own making. */
interface Measurement {

    void run(Report report, Volume volume) throws InterruptedException, SQLException;

    /** What {@code ./coinstage bench <name>} measures, in this order. */
    record Named(String name, List<Measurement> parts) {}
}
