package dev.coinstage.wallet.ledger.app;

/** The ledger cannot say what became of a request; the caller must retry with the same key, and will be told then. */
public final class LedgerUnavailable extends RuntimeException {

    /** Why, as the code of the problem document. */
    public enum Reason {
        /** More requests wait than the queue takes; nothing was posted. */
        QUEUE_FULL,
        /** The database went away; the request may or may not have been posted. */
        OUTCOME_UNKNOWN
    }

    private final Reason reason;

    LedgerUnavailable(Reason reason, Throwable cause) {
        super(reason.name(), cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
