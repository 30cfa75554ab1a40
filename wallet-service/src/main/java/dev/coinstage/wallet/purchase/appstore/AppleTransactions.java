package dev.coinstage.wallet.purchase.appstore;

import com.apple.itunes.storekit.model.InAppOwnershipType;
import com.apple.itunes.storekit.model.JWSTransactionDecodedPayload;
import com.apple.itunes.storekit.model.Type;
import dev.coinstage.wallet.purchase.domain.ReceiptVerdict;
import dev.coinstage.wallet.purchase.domain.ReceiptVerdict.Genuine;
import dev.coinstage.wallet.purchase.domain.ReceiptVerdict.Reason;
import dev.coinstage.wallet.purchase.domain.ReceiptVerdict.Refused;
import dev.coinstage.wallet.purchase.domain.StoreTransaction;
import dev.coinstage.wallet.quantity.Money;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Judges a transaction whose signature is Apple's. */
final class AppleTransactions {

    private static final int LONGEST_ID = 64;

    /** StoreKit names storefronts by alpha-3 codes, we by alpha-2. */
    private static final Map<String, String> REGIONS = Arrays.stream(Locale.getISOCountries())
            .collect(Collectors.toMap(
                    country -> new Locale.Builder().setRegion(country).build().getISO3Country(), Function.identity()));

    private AppleTransactions() {}

    static ReceiptVerdict verdict(JWSTransactionDecodedPayload signed) {
        if (signed.getType() != Type.CONSUMABLE || signed.getInAppOwnershipType() != InAppOwnershipType.PURCHASED) {
            return new Refused(Reason.NOT_A_COIN_PURCHASE);
        }
        if (signed.getRevocationDate() != null) {
            return new Refused(Reason.REVOKED);
        }
        if (signed.getAppAccountToken() == null) {
            return new Refused(Reason.NOT_BOUND);
        }
        return complete(signed) ? genuine(signed) : new Refused(Reason.INCOMPLETE);
    }

    private static boolean complete(JWSTransactionDecodedPayload signed) {
        return signed.getTransactionId() != null
                && signed.getTransactionId().length() <= LONGEST_ID
                && signed.getProductId() != null
                && signed.getQuantity() != null
                && signed.getQuantity() >= 1
                && signed.getPrice() != null
                && signed.getCurrency() != null
                && signed.getPurchaseDate() != null
                && REGIONS.containsKey(String.valueOf(signed.getStorefront()));
    }

    /** Apple's price is that of the whole quantity. */
    private static ReceiptVerdict genuine(JWSTransactionDecodedPayload signed) {
        try {
            var price = Money.ofMilliunits(signed.getCurrency(), signed.getPrice());
            if (price.amountMinor() == 0) {
                return new Refused(Reason.INCOMPLETE);
            }
            return new Genuine(new StoreTransaction(
                    signed.getTransactionId(),
                    signed.getProductId(),
                    signed.getQuantity(),
                    signed.getAppAccountToken(),
                    REGIONS.get(signed.getStorefront()),
                    price,
                    Instant.ofEpochMilli(signed.getPurchaseDate())));
        } catch (IllegalArgumentException | ArithmeticException noPrice) {
            return new Refused(Reason.INCOMPLETE);
        }
    }
}
