package dev.coinstage.wallet;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.util.Base64;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** An App Store of the test's own: its root, and whatever transactions a test wants signed under it. */
final class AppStoreSigner {

    private static final ASN1ObjectIdentifier INTERMEDIATE_MARK = new ASN1ObjectIdentifier("1.2.840.113635.100.6.2.1");
    private static final ASN1ObjectIdentifier LEAF_MARK = new ASN1ObjectIdentifier("1.2.840.113635.100.6.11.1");

    private final X509Certificate root;
    private final List<Base64> chain;
    private final KeyPair leafKeys;

    AppStoreSigner() {
        try {
            var rootKeys = keys();
            var intermediateKeys = keys();
            leafKeys = keys();
            root = certificate("CN=root", rootKeys, "CN=root", rootKeys, true, null);
            var intermediate =
                    certificate("CN=root", rootKeys, "CN=intermediate", intermediateKeys, true, INTERMEDIATE_MARK);
            var leaf = certificate("CN=intermediate", intermediateKeys, "CN=leaf", leafKeys, false, LEAF_MARK);
            chain = List.of(
                    Base64.encode(leaf.getEncoded()),
                    Base64.encode(intermediate.getEncoded()),
                    Base64.encode(root.getEncoded()));
        } catch (GeneralSecurityException | OperatorCreationException | CertIOException e) {
            throw new IllegalStateException(e);
        }
    }

    X509Certificate root() {
        return root;
    }

    String sign(Map<String, Object> transaction) {
        try {
            var jws = new JWSObject(
                    new JWSHeader.Builder(JWSAlgorithm.ES256)
                            .x509CertChain(chain)
                            .build(),
                    new Payload(transaction));
            jws.sign(new ECDSASigner((ECPrivateKey) leafKeys.getPrivate()));
            return jws.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair keys() throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private static X509Certificate certificate(
            String issuer,
            KeyPair issuerKeys,
            String subject,
            KeyPair keys,
            boolean authority,
            ASN1ObjectIdentifier mark)
            throws GeneralSecurityException, OperatorCreationException, CertIOException {
        var now = Instant.now();
        var builder = new JcaX509v3CertificateBuilder(
                new X500Name(issuer),
                BigInteger.valueOf(now.toEpochMilli()),
                Date.from(now.minus(Duration.ofDays(1))),
                Date.from(now.plus(Duration.ofDays(30))),
                new X500Name(subject),
                keys.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
        if (mark != null) {
            builder.addExtension(mark, false, DERNull.INSTANCE);
        }
        var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(issuerKeys.getPrivate());
        return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
    }
}
