package dev.coinstage.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A process that posts when it is told to, as one of several wallets on one database. It reads {@code settle window}, both in
 * milliseconds, and answers {@code gifts nanos}; at the end of its input it ends.
 */
final class WriterProcess {

    static final String PASSWORD_VARIABLE = "COINSTAGE_BENCH_PASSWORD";

    private WriterProcess() {}

    /** @param arguments host, port, database, user, creator; then the viewers */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        var password = System.getenv(PASSWORD_VARIABLE);
        var database = new Database(arguments[0], Integer.parseInt(arguments[1]), arguments[2], arguments[3], password);
        var creator = UUID.fromString(arguments[4]);
        var viewers = Stream.of(arguments).skip(5).map(UUID::fromString).toList();
        var orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (var engine = new Engine(database)) {
            var loop = new ClosedLoop(engine.giving(viewers, List.of(creator)), GiftRates.IN_FLIGHT);
            for (var order = orders.readLine(); order != null; order = orders.readLine()) {
                var times = order.split(" ");
                var window = loop.run(millis(times[0]), millis(times[1]));
                System.out.println(window.gifts() + " " + window.nanos());
            }
        }
        // Mutiny's timers leave a thread that would keep the process
        System.exit(0);
    }

    private static Duration millis(String text) {
        return Duration.ofMillis(Long.parseLong(text));
    }
}
