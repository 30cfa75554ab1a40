package dev.coinstage.fraud.restriction.client;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** The deadline and the breaker of postings at the wallet. */
@ApplicationScoped
class FreezeCalls {

    private final WalletPostings wallet;

    FreezeCalls(@RestClient WalletPostings wallet) {
        this.wallet = wallet;
    }

    @Timeout(value = 5, unit = ChronoUnit.SECONDS)
    @CircuitBreaker(requestVolumeThreshold = 10, failureRatio = 0.5, delay = 2, delayUnit = ChronoUnit.SECONDS)
    public Uni<WalletPostings.Reply> post(WalletPostings.Request request, String key) {
        return wallet.post(request, key);
    }
}
