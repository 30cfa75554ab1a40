package dev.coinstage.fraud.restriction.app;

import dev.coinstage.defaults.command.Attempt;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import java.util.UUID;

/** Freezes and unfreezes a viewer's coins at the wallet. */
public interface WalletFreezes {

    /** What the wallet said for good. */
    enum Answer {
        POSTED,
        REFUSED
    }

    /** The definitive answer as kept with the command. */
    @RegisterForReflection
    record Answered(Answer answer) {}

    /** @param key the wallet's idempotency key: the command's id */
    Uni<Attempt> set(UUID key, UUID restriction, UUID user, boolean frozen);
}
