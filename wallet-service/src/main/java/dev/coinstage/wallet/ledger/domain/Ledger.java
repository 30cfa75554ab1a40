package dev.coinstage.wallet.ledger.domain;

import java.util.ArrayList;
import java.util.List;

/** Deciding is pure: state, commands and time come in, new state and outcomes go out. How commands are batched changes nothing. */
public final class Ledger {

    private Ledger() {}

    /** Decides the commands in their order. A refused command changes nothing, and harms none after it. */
    public static Decided decide(LedgerState before, List<Command> commands, LedgerTime at) {
        var batch = new OpenBatch(before, at);
        var outcomes = new ArrayList<Outcome>(commands.size());
        for (var command : commands) {
            outcomes.add(batch.decide(command));
        }
        return batch.close(outcomes);
    }
}
