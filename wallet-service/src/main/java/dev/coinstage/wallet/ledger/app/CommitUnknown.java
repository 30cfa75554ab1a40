package dev.coinstage.wallet.ledger.app;

import java.util.List;

/** COMMIT got no answer, by a broken connection or for too long: the answers hold if, and only if, the batch is found. */
public final class CommitUnknown extends RuntimeException {

    private final transient List<Answer> answers;

    public CommitUnknown(List<Answer> answers, Throwable cause) {
        super("COMMIT got no answer", cause);
        this.answers = answers;
    }

    List<Answer> answers() {
        return answers;
    }
}
