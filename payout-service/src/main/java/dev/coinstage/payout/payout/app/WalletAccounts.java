package dev.coinstage.payout.payout.app;

import dev.coinstage.payout.quantity.Diamonds;
import io.smallrye.mutiny.Uni;
import java.util.UUID;

/** A creator's accounts in the wallet. */
public interface WalletAccounts {

    /**
     * @param available what may leave
     * @param owed what the creator owes
     * @param frozen whether fraud-service or finance has frozen the diamonds
     */
    record Standing(Diamonds available, Diamonds owed, boolean frozen) {}

    /** Fails when the wallet does not answer. */
    Uni<Standing> of(UUID creator);
}
