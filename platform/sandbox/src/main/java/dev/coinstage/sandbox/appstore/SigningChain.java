package dev.coinstage.sandbox.appstore;

import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;

/**
 * What signs transactions: the leaf's key, and the certificates from it up to the test root. The keys of the root and of
 * the intermediate are not kept, so that nothing else can ever be signed under this root.
 */
record SigningChain(ECPrivateKey leafKey, X509Certificate leaf, X509Certificate intermediate, X509Certificate root) {}
