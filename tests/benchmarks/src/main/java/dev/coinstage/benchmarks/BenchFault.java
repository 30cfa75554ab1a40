package dev.coinstage.benchmarks;

/** The bench cannot measure, or must not; its message is for the person who started it. */
final class BenchFault extends RuntimeException {

    BenchFault(String message) {
        super(message);
    }

    BenchFault(String message, Throwable cause) {
        super(message, cause);
    }
}
