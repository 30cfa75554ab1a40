package dev.coinstage.payout;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Every test begins with peers that are up and well, and ends with books in which no money moved twice. */
final class FreshPeers implements BeforeEachCallback, AfterEachCallback {

    @Override
    public void beforeEach(ExtensionContext context) {
        Wallet.begin();
        Fraud.begin();
        Provider.begin();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        Wallet.assertNothingMovedTwice();
    }
}
