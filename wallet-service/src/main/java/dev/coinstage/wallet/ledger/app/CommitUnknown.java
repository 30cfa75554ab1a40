package dev.coinstage.wallet.ledger.app;

import java.util.List;

/** The connection broke inside COMMIT: the answers hold if, and only if, the batch is found. */
public final class CommitUnknown extends RuntimeException {

    private final transient List<Answer> answers;

    public CommitUnknown(List<Answer> answers, Throwable cause) {
        super("the connection broke inside COMMIT", cause);
        this.answers = answers;
    }

    List<Answer> answers() {
        return answers;
    }
}
