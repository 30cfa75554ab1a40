package dev.coinstage.defaults.problem;

/** Carries a {@link Problem} to the one place that turns it into a reply. Has no stack trace: it is an answer, not a fault. */
public final class ProblemException extends RuntimeException {

    private final transient Problem problem;
    private final boolean replayed;

    ProblemException(Problem problem, boolean replayed) {
        super(problem.code() + ": " + problem.detail(), null, false, false);
        this.problem = problem;
        this.replayed = replayed;
    }

    public Problem problem() {
        return problem;
    }

    /** True when an earlier request with the same key was refused so. */
    boolean replayed() {
        return replayed;
    }
}
