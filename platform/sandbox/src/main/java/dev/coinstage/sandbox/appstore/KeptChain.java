package dev.coinstage.sandbox.appstore;

import dev.coinstage.sandbox.DataFolder;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.time.Clock;
import org.jboss.logging.Logger;

/**
 * The signing chain, made at the first start and the same ever after: a wallet that was given the root goes on trusting
 * it. The key lies in one PKCS #12 file of mode 600, the root beside it for the wallet to read.
 */
@Startup
@ApplicationScoped
class KeptChain {

    static final String STORE = "app-store.p12";
    static final String ROOT = "app-store-root.der";

    private static final Logger LOG = Logger.getLogger(KeptChain.class);
    private static final String ALIAS = "leaf";

    /** Not a secret: the format wants one, and the file's mode is what protects it. */
    private static final char[] PASSWORD = "sandbox".toCharArray();

    private final SigningChain chain;

    KeptChain(DataFolder folder, Clock clock) {
        try {
            var isKept = Files.exists(folder.file(STORE));
            chain = isKept ? read(Files.readAllBytes(folder.file(STORE))) : ChainMaker.make(clock.instant());
            if (!isKept) {
                folder.writeSecret(STORE, written(chain));
                LOG.infof("made a new test root in %s", folder.file(ROOT));
            }
            folder.writePublic(ROOT, chain.root().getEncoded());
        } catch (IOException e) {
            throw new UncheckedIOException(unusable(folder), e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(unusable(folder), e);
        }
    }

    SigningChain chain() {
        return chain;
    }

    private static String unusable(DataFolder folder) {
        return folder.file(STORE) + " cannot be used. Delete it to get a new root, which the wallet must then be given";
    }

    private static SigningChain read(byte[] bytes) throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(new ByteArrayInputStream(bytes), PASSWORD);
        var certificates = store.getCertificateChain(ALIAS);
        if (certificates == null
                || certificates.length != 3
                || !(store.getKey(ALIAS, PASSWORD) instanceof ECPrivateKey leafKey)) {
            throw new GeneralSecurityException("no chain of three certificates with an EC key in the store");
        }
        return new SigningChain(
                leafKey, (X509Certificate) certificates[0], (X509Certificate) certificates[1], (X509Certificate)
                        certificates[2]);
    }

    private static byte[] written(SigningChain chain) throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, PASSWORD);
        store.setKeyEntry(
                ALIAS, chain.leafKey(), PASSWORD, new Certificate[] {chain.leaf(), chain.intermediate(), chain.root()});
        var bytes = new ByteArrayOutputStream();
        store.store(bytes, PASSWORD);
        return bytes.toByteArray();
    }
}
