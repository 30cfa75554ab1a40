package dev.coinstage.wallet.purchase.app;

import dev.coinstage.wallet.purchase.domain.ReceiptVerdict;
import io.smallrye.mutiny.Uni;

/** Verifies StoreKit 2 signed transactions. */
public interface AppStoreReceipts {

    /** @param signedTransaction JWS in compact form, as StoreKit gives it to the app; anything else is refused */
    Uni<ReceiptVerdict> verify(String signedTransaction);
}
