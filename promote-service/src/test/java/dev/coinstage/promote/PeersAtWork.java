package dev.coinstage.promote;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Before each test wallet and fraud-service work; after it no campaign of the test is shown any more, and every micro-coin is somewhere. */
class PeersAtWork implements BeforeEachCallback, AfterEachCallback {

    @Override
    public void beforeEach(ExtensionContext context) {
        FakeWallet.begin();
        FakeFraud.begin();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        Campaigns.endAll();
        assertThat(Tables.count("SELECT * FROM budget_broken")).isZero();
        assertThat(FakeWallet.faults()).isEmpty();
    }
}
