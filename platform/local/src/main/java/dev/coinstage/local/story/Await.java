package dev.coinstage.local.story;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** Waits for what other services make true a moment later. */
final class Await {

    private static final Duration LONGEST = Duration.ofSeconds(90);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private Await() {}

    /** Looks at something that may not be there yet. */
    interface Look {
        JsonNode now() throws InterruptedException;
    }

    /**
     * @return what was seen when it was as expected
     * @throws StoryFailed when it never is
     */
    static JsonNode until(String what, Look look, Predicate<JsonNode> asExpected) throws InterruptedException {
        long end = System.nanoTime() + LONGEST.toNanos();
        JsonNode seen = look.now();
        while (!asExpected.test(seen)) {
            if (System.nanoTime() > end) {
                throw new StoryFailed(what + ": waited " + LONGEST.toSeconds() + " s, and saw " + seen);
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            seen = look.now();
        }
        return seen;
    }

    static JsonNode untilState(String what, Look look, String state) throws InterruptedException {
        return until(what, look, seen -> seen.path("state").asText().equals(state));
    }
}
