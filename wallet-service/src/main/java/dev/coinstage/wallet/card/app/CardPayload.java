package dev.coinstage.wallet.card.app;

import dev.coinstage.defaults.command.OutgoingCommand;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.UUID;

/** Which purchase a command is about. */
@RegisterForReflection
record CardPayload(UUID purchaseId) {

    static UUID of(OutgoingCommand command) {
        return UUID.fromString(command.payload().path("purchaseId").asText());
    }
}
