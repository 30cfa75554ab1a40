package dev.coinstage.promote.wallet.app;

import dev.coinstage.promote.quantity.Coins;
import io.smallrye.mutiny.Uni;
import java.util.UUID;

/**
 * What promote asks of the ledger. The key names the posting: the same key is always answered the same. A call without an
 * answer fails, and is made again with its key.
 */
public interface Wallet {

    /** Sets the owner's coins aside for the campaign. */
    Uni<WalletAnswer> hold(UUID key, UUID campaign, UUID owner, Coins coins);

    /** Takes coins of the hold for good. */
    Uni<WalletAnswer> capture(UUID key, UUID campaign, UUID hold, Coins coins);

    /** Gives back what is left of the hold. */
    Uni<WalletAnswer> release(UUID key, UUID campaign, UUID hold);
}
