package dev.coinstage.payout.payout.client;

import dev.coinstage.payout.payout.app.PeerUnavailable;
import dev.coinstage.payout.payout.app.WalletAccounts;
import dev.coinstage.payout.quantity.Diamonds;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** A creator's standing, asked of the wallet. */
@ApplicationScoped
class WalletAccountsClient implements WalletAccounts {

    private final Guarded wallet;

    WalletAccountsClient(Guarded wallet) {
        this.wallet = wallet;
    }

    /** Deadline, retry and circuit breaker stand here, so that what they throw is told as the wallet's silence, too. */
    @ApplicationScoped
    static class Guarded {

        private final WalletApi api;

        Guarded(@RestClient WalletApi api) {
            this.api = api;
        }

        @Timeout(3_000)
        @Retry(maxRetries = 1, delay = 100)
        @CircuitBreaker(requestVolumeThreshold = 20, delay = 1_000)
        Uni<WalletApi.Accounts> accounts(UUID creator) {
            return api.accounts(creator);
        }
    }

    @Override
    public Uni<Standing> of(UUID creator) {
        return wallet.accounts(creator)
                .map(WalletAccountsClient::standing)
                .onFailure()
                .transform(failure -> new PeerUnavailable("wallet-service", failure));
    }

    private static Standing standing(WalletApi.Accounts accounts) {
        var available = 0L;
        var owed = 0L;
        var frozen = false;
        for (var account : accounts.items()) {
            if ("CREATOR_DIAMONDS".equals(account.kind())) {
                available += account.available();
                frozen |= account.frozen();
            } else if ("CREATOR_RECEIVABLE".equals(account.kind())) {
                owed -= account.posted();
            }
        }
        return new Standing(new Diamonds(Math.max(0, available)), new Diamonds(Math.max(0, owed)), frozen);
    }
}
