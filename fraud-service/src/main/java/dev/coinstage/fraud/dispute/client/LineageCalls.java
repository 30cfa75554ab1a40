package dev.coinstage.fraud.dispute.client;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** The deadline and the breaker of questions to the wallet. */
@ApplicationScoped
class LineageCalls {

    private final WalletPurchases wallet;

    LineageCalls(@RestClient WalletPurchases wallet) {
        this.wallet = wallet;
    }

    @Timeout(value = 5, unit = ChronoUnit.SECONDS)
    @CircuitBreaker(requestVolumeThreshold = 10, failureRatio = 0.5, delay = 2, delayUnit = ChronoUnit.SECONDS)
    public Uni<WalletPurchases.Reply> lineage(UUID purchaseId) {
        return wallet.lineage(purchaseId);
    }
}
