package dev.coinstage.wallet.purchase.appstore;

import com.apple.itunes.storekit.model.Environment;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Which app's purchases are taken, and whose signatures on them. */
@ConfigMapping(prefix = "coinstage.app-store")
interface AppStoreConfig {

    /** Files with Apple's root certificates (DER or PEM), from Apple's PKI page. Without any, purchases get 503. */
    Optional<List<Path>> roots();

    /** The app's bundle id. */
    @WithDefault("dev.coinstage.app")
    String bundleId();

    /** {@code PRODUCTION} or {@code SANDBOX}; Xcode's and local testing's receipts are unsigned and never taken. */
    @WithDefault("PRODUCTION")
    Environment environment();

    /** The app's id in the store; required by Apple in production. */
    OptionalLong appAppleId();

    /** Ask Apple whether the signing certificates were revoked. Needs the internet; off only in local runs. */
    @WithDefault("true")
    boolean onlineChecks();
}
