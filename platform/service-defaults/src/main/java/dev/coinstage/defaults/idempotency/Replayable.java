package dev.coinstage.defaults.idempotency;

/**
 * What an operation answers.
 *
 * @param replayed true when an earlier request with the same key was answered so
 */
public record Replayable<T>(T value, boolean replayed) {

    /** Decided just now. */
    public static <T> Replayable<T> fresh(T value) {
        return new Replayable<>(value, false);
    }
}
