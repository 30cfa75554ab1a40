package dev.coinstage.benchmarks;

import java.time.Duration;

/**
 * How much is measured. The quick form only shows that everything works: its figures mean nothing.
 *
 * @param warmUp of the engine before its first window
 * @param settle how long a load runs before each of its windows
 * @param window how long each contender is measured in each round
 * @param rounds how often; figures are medians over them
 * @param viewers who give, in turn
 * @param creators of the uniform load
 * @param ledgerViewers who gave what is stored when growth is measured, and go on giving
 * @param transfers stored when growth is measured last
 * @param fewTransfers stored when it is measured first
 * @param httpViewers who give over HTTP, each within the gateway's limit of requests
 * @param httpWarmUp of the services, before their load is measured
 * @param httpLoad how long it is measured
 */
record Volume(
        Duration warmUp,
        Duration settle,
        Duration window,
        int rounds,
        int viewers,
        int creators,
        int ledgerViewers,
        long transfers,
        long fewTransfers,
        int httpViewers,
        Duration httpWarmUp,
        Duration httpLoad) {

    static Volume full(long transfers) {
        return new Volume(
                Duration.ofSeconds(10),
                Duration.ofMillis(500),
                Duration.ofSeconds(5),
                4,
                1000,
                1000,
                20_000,
                transfers,
                100_000,
                200,
                Duration.ofSeconds(30),
                Duration.ofSeconds(30));
    }

    static Volume quick() {
        return new Volume(
                Duration.ofSeconds(1),
                Duration.ofMillis(100),
                Duration.ofMillis(500),
                1,
                100,
                100,
                200,
                20_000,
                5_000,
                20,
                Duration.ofSeconds(1),
                Duration.ofSeconds(2));
    }
}
