package dev.coinstage.sandbox.appstore;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.util.Base64;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.cert.CertificateEncodingException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Signs a sale as StoreKit 2 does: a JWS whose payload is Apple's {@code JWSTransactionDecodedPayload}. */
@ApplicationScoped
class TransactionSigner {

    private final JWSHeader header;
    private final JWSSigner signer;

    TransactionSigner(KeptChain kept) {
        var chain = kept.chain();
        try {
            var certificates = List.of(
                    Base64.encode(chain.leaf().getEncoded()),
                    Base64.encode(chain.intermediate().getEncoded()),
                    Base64.encode(chain.root().getEncoded()));
            header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                    .x509CertChain(certificates)
                    .build();
            signer = new ECDSASigner(chain.leafKey());
        } catch (CertificateEncodingException | JOSEException e) {
            throw new IllegalStateException("the kept chain cannot sign", e);
        }
    }

    /** The compact JWS, three parts with dots between. */
    String sign(Sale sale) {
        var jws = new JWSObject(header, new Payload(payload(sale)));
        try {
            jws.sign(signer);
        } catch (JOSEException e) {
            throw new IllegalStateException("the transaction cannot be signed", e);
        }
        return jws.serialize();
    }

    private static Map<String, Object> payload(Sale sale) {
        var soldAt = sale.soldAt().toEpochMilli();
        var payload = new LinkedHashMap<String, Object>();
        payload.put("transactionId", sale.transactionId());
        payload.put("originalTransactionId", sale.transactionId());
        payload.put("bundleId", sale.bundleId());
        payload.put("productId", sale.productId());
        payload.put("purchaseDate", soldAt);
        payload.put("originalPurchaseDate", soldAt);
        payload.put("quantity", sale.quantity());
        payload.put("type", "Consumable");
        sale.appAccountToken().ifPresent(token -> payload.put("appAccountToken", token.toString()));
        payload.put("inAppOwnershipType", "PURCHASED");
        payload.put("signedDate", soldAt);
        payload.put("environment", "Sandbox");
        payload.put("transactionReason", "PURCHASE");
        payload.put("storefront", sale.storefront().country());
        payload.put("storefrontId", sale.storefront().id());
        payload.put("price", sale.priceMilliunits());
        payload.put("currency", sale.currency());
        return payload;
    }
}
