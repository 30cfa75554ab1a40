package dev.coinstage.promote.wallet.app;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.UUID;

/**
 * What the ledger decided, for ever. Kept as JSON with the command that asked.
 *
 * @param transfer the posting's first transfer, which names a hold; null when it was refused
 * @param refusal code such as INSUFFICIENT_FUNDS; empty when it was posted
 */
@RegisterForReflection
public record WalletAnswer(boolean posted, UUID transfer, String refusal) {

    /** Nothing is left of the hold. */
    public static final String HOLD_CLOSED = "HOLD_CLOSED";

    public static WalletAnswer posted(UUID transfer) {
        return new WalletAnswer(true, transfer, "");
    }

    public static WalletAnswer refused(String code) {
        return new WalletAnswer(false, null, code);
    }
}
