package dev.coinstage.wallet.ledger.app;

import dev.coinstage.defaults.idempotency.RequestHash;
import dev.coinstage.defaults.idempotency.ScopedKey;
import dev.coinstage.wallet.ledger.domain.Command;

/** A command with the caller's name for it, and the hash of what the caller asked for under that name. */
public record KeyedCommand(ScopedKey key, RequestHash hash, Command command) {}
