package dev.coinstage.wallet;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.security.cert.CertificateEncodingException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Lets the service trust an App Store of the test's own. */
public final class AppStoreResource implements QuarkusTestResourceLifecycleManager {

    static final String BUNDLE = "dev.coinstage.app";

    private AppStoreSigner signer;

    @Override
    public Map<String, String> start() {
        signer = new AppStoreSigner();
        try {
            var root = Files.createTempFile("app-store-root", ".der");
            root.toFile().deleteOnExit();
            Files.write(root, signer.root().getEncoded());
            return Map.of(
                    "coinstage.app-store.roots",
                    root.toString(),
                    "coinstage.app-store.bundle-id",
                    BUNDLE,
                    "coinstage.app-store.environment",
                    "Sandbox",
                    "coinstage.app-store.online-checks",
                    "false");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(
                signer, new TestInjector.AnnotatedAndMatchesType(FromAppStore.class, AppStoreSigner.class));
    }

    @Override
    public void stop() {
        signer = null;
    }

    /** A sale of one package to that user, as the App Store would put it. */
    static Map<String, Object> sale(UUID buyer, String productId, long priceMilliunits) {
        var now = System.currentTimeMillis();
        var sale = new HashMap<String, Object>();
        sale.put(
                "transactionId",
                String.valueOf(ThreadLocalRandom.current().nextLong(1_000_000_000_000L, Long.MAX_VALUE)));
        sale.put("bundleId", BUNDLE);
        sale.put("productId", productId);
        sale.put("purchaseDate", now);
        sale.put("quantity", 1);
        sale.put("type", "Consumable");
        sale.put("appAccountToken", buyer.toString());
        sale.put("inAppOwnershipType", "PURCHASED");
        sale.put("signedDate", now);
        sale.put("environment", "Sandbox");
        sale.put("storefront", "USA");
        sale.put("price", priceMilliunits);
        sale.put("currency", "USD");
        return sale;
    }
}
