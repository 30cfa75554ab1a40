package dev.coinstage.defaults.startup;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Tries until it succeeds, for what a service cannot do without. Waits 250 ms after the first failure, up to 5 s. */
final class Attempts {

    private static final Logger LOG = Logger.getLogger(Attempts.class);
    private static final Duration FIRST_WAIT = Duration.ofMillis(250);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private Attempts() {}

    static void untilDone(String what, Uni<Void> attempt, Runnable done) {
        attempt.onFailure()
                .invoke(failure -> LOG.infof("waiting for %s: %s", what, failure.getMessage()))
                .onFailure()
                .retry()
                .withBackOff(FIRST_WAIT, LONGEST_WAIT)
                .withJitter(0.2)
                .indefinitely()
                .subscribe()
                .with(nothing -> done.run());
    }
}
