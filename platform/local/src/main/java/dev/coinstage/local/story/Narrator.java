package dev.coinstage.local.story;

import java.time.Duration;

/** Whoever tells the story while it happens. */
public interface Narrator {

    /** Somebody did something, and it took this long. */
    void tell(String what, Duration took);

    /** How far a step with many people is; may be overwritten by the next. */
    void passing(String what);
}
