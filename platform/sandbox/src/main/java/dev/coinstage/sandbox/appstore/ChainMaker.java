package dev.coinstage.sandbox.appstore;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Makes a chain in the form of Apple's: ECDSA on P-256, with the two marks that Apple's own verifier looks for. */
final class ChainMaker {

    /** Marks the intermediate that may issue App Store signers (Apple Worldwide Developer Relations). */
    private static final ASN1ObjectIdentifier INTERMEDIATE_MARK = new ASN1ObjectIdentifier("1.2.840.113635.100.6.2.1");

    /** Marks a leaf that signs for the App Store. */
    private static final ASN1ObjectIdentifier LEAF_MARK = new ASN1ObjectIdentifier("1.2.840.113635.100.6.11.1");

    private static final X500Name ROOT = new X500Name("CN=Coinstage Sandbox Root - NOT FOR PRODUCTION,O=Coinstage");
    private static final X500Name INTERMEDIATE = new X500Name("CN=Coinstage Sandbox Intermediate,O=Coinstage");
    private static final X500Name LEAF = new X500Name("CN=Coinstage Sandbox App Store Signer,O=Coinstage");

    private static final int SERIAL_BITS = 127;

    /** A verifier's clock may be behind ours. */
    private static final Duration BACKDATED = Duration.ofDays(1);

    private static final Duration LIFE = Duration.ofDays(3650);

    private final SecureRandom random = new SecureRandom();
    private final Instant now;

    private ChainMaker(Instant now) {
        this.now = now;
    }

    /** A new chain, good from a day ago for ten years. */
    static SigningChain make(Instant now) {
        try {
            return new ChainMaker(now).make();
        } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
            throw new IllegalStateException("cannot make the sandbox's certificates", e);
        }
    }

    private SigningChain make() throws GeneralSecurityException, OperatorCreationException, IOException {
        var rootKeys = newKeys();
        var intermediateKeys = newKeys();
        var leafKeys = newKeys();
        var signing = new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign);
        var root = certificate(ROOT, ROOT, rootKeys)
                .addExtension(Extension.basicConstraints, true, new BasicConstraints(1))
                .addExtension(Extension.keyUsage, true, signing);
        var intermediate = certificate(ROOT, INTERMEDIATE, intermediateKeys)
                .addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
                .addExtension(Extension.keyUsage, true, signing)
                .addExtension(INTERMEDIATE_MARK, false, DERNull.INSTANCE);
        var leaf = certificate(INTERMEDIATE, LEAF, leafKeys)
                .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
                .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
                .addExtension(LEAF_MARK, false, DERNull.INSTANCE);
        return new SigningChain(
                (ECPrivateKey) leafKeys.getPrivate(),
                signed(leaf, intermediateKeys.getPrivate()),
                signed(intermediate, rootKeys.getPrivate()),
                signed(root, rootKeys.getPrivate()));
    }

    private KeyPair newKeys() throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"), random);
        return generator.generateKeyPair();
    }

    private X509v3CertificateBuilder certificate(X500Name issuer, X500Name subject, KeyPair keys) {
        return new JcaX509v3CertificateBuilder(
                issuer,
                new BigInteger(SERIAL_BITS, random).setBit(SERIAL_BITS),
                Date.from(now.minus(BACKDATED)),
                Date.from(now.plus(LIFE)),
                subject,
                keys.getPublic());
    }

    private static X509Certificate signed(X509v3CertificateBuilder certificate, PrivateKey issuerKey)
            throws GeneralSecurityException, OperatorCreationException {
        var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(issuerKey);
        return new JcaX509CertificateConverter().getCertificate(certificate.build(signer));
    }
}
