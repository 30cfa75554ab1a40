package dev.coinstage.payout.method;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.iban4j.IbanUtil;

/**
 * An account at a bank: an IBAN (ISO 13616) without spaces, or a token that the provider gave for one.
 *
 * @param value never shown whole
 */
public record Destination(String value) {

    private static final Pattern TOKEN = Pattern.compile("tok_[A-Za-z0-9_]{4,60}");
    private static final int SHOWN = 4;

    /** Reads what people type, spaces and small letters in an IBAN too; empty when it is neither IBAN nor token. */
    static Optional<Destination> parse(String typed) {
        var text = typed.strip();
        if (TOKEN.matcher(text).matches()) {
            return Optional.of(new Destination(text));
        }
        var iban = text.replace(" ", "").toUpperCase(Locale.ROOT);
        return IbanUtil.isValid(iban) ? Optional.of(new Destination(iban)) : Optional.empty();
    }

    /** All that is ever shown. */
    public String lastFour() {
        return value.substring(value.length() - SHOWN);
    }

    /** SHA-256, by which the same account is recognised without being known. */
    public String fingerprint() {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    /** For logs: without the account. */
    @Override
    public String toString() {
        return "…" + lastFour();
    }
}
