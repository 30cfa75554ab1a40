package dev.coinstage.fraud.restriction.app;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.UUID;

/** What a command row says of a freeze or an unfreeze of a viewer's coins. */
@RegisterForReflection
public record FreezeOrder(UUID restrictionId, UUID userId) {}
