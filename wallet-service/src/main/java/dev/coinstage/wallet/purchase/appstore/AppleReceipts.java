package dev.coinstage.wallet.purchase.appstore;

import com.apple.itunes.storekit.model.Environment;
import com.apple.itunes.storekit.verification.SignedDataVerifier;
import com.apple.itunes.storekit.verification.VerificationException;
import dev.coinstage.wallet.purchase.app.AppStoreReceipts;
import dev.coinstage.wallet.purchase.domain.ReceiptVerdict;
import dev.coinstage.wallet.purchase.domain.ReceiptVerdict.Reason;
import dev.coinstage.wallet.purchase.domain.ReceiptVerdict.Refused;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/**
 * Apple's own library behind the port. The roots are read at the first purchase and not at start, because a mounted file
 * may come later than the service.
 */
@ApplicationScoped
class AppleReceipts implements AppStoreReceipts {

    private static final Logger LOG = Logger.getLogger(AppleReceipts.class);

    private final AppStoreConfig config;
    private final Vertx vertx;
    private final AtomicReference<SignedDataVerifier> verifier = new AtomicReference<>();

    AppleReceipts(AppStoreConfig config, Vertx vertx) {
        this.config = config;
        this.vertx = vertx;
    }

    void refuseWrongSettings(@Observes StartupEvent event) {
        if (config.environment() != Environment.PRODUCTION && config.environment() != Environment.SANDBOX) {
            throw new IllegalStateException(
                    "coinstage.app-store.environment must be PRODUCTION or SANDBOX: receipts of " + config.environment()
                            + " are not signed");
        }
        if (config.environment() == Environment.PRODUCTION
                && config.roots().isPresent()
                && config.appAppleId().isEmpty()) {
            throw new IllegalStateException("coinstage.app-store.app-apple-id must be set in PRODUCTION");
        }
    }

    /** Off the event loop: it computes, and with online checks it waits for Apple. The answer comes back on the caller's. */
    @Override
    public Uni<ReceiptVerdict> verify(String signedTransaction) {
        return vertx.executeBlocking(() -> verdict(signedTransaction), false);
    }

    private ReceiptVerdict verdict(String signedTransaction) {
        var ready = ready();
        if (ready.isEmpty()) {
            return new ReceiptVerdict.Unavailable();
        }
        try {
            return AppleTransactions.verdict(ready.get().verifyAndDecodeTransaction(signedTransaction));
        } catch (VerificationException refused) {
            return refused(refused);
        } catch (RuntimeException notEvenAReceipt) {
            LOG.infof(
                    "a receipt that cannot be read: %s",
                    notEvenAReceipt.getClass().getName());
            return new Refused(Reason.NOT_GENUINE);
        }
    }

    private static ReceiptVerdict refused(VerificationException refused) {
        return switch (refused.getStatus()) {
            case INVALID_APP_IDENTIFIER -> new Refused(Reason.OTHER_APP);
            case INVALID_ENVIRONMENT -> new Refused(Reason.OTHER_ENVIRONMENT);
            case RETRYABLE_VERIFICATION_FAILURE -> new ReceiptVerdict.Unavailable();
            default -> new Refused(Reason.NOT_GENUINE);
        };
    }

    private Optional<SignedDataVerifier> ready() {
        if (verifier.get() == null) {
            try {
                verifier.compareAndSet(null, open(config.roots().orElse(List.of())));
            } catch (IOException unreadable) {
                LOG.warnf("the App Store's root certificates cannot be read: %s", unreadable.getMessage());
            }
        }
        return Optional.ofNullable(verifier.get());
    }

    private SignedDataVerifier open(List<Path> files) throws IOException {
        if (files.isEmpty()) {
            throw new IOException("coinstage.app-store.roots is not set");
        }
        var roots = new HashSet<InputStream>();
        for (var file : files) {
            roots.add(new ByteArrayInputStream(Files.readAllBytes(file)));
        }
        var appId = config.appAppleId().isPresent()
                ? Long.valueOf(config.appAppleId().getAsLong())
                : null;
        try {
            return new SignedDataVerifier(roots, config.bundleId(), appId, config.environment(), config.onlineChecks());
        } catch (RuntimeException halfWritten) {
            throw new IOException("no certificate in one of " + files, halfWritten);
        }
    }
}
