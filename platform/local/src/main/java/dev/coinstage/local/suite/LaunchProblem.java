package dev.coinstage.local.suite;

/** Something that the person at the terminal has to know or do; the message is a whole sentence for them. */
public final class LaunchProblem extends RuntimeException {

    public LaunchProblem(String message) {
        super(message);
    }

    public LaunchProblem(String message, Throwable cause) {
        super(message, cause);
    }
}
