package dev.coinstage.payout.quote;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A quote as its creator sees it, and as kept for replays. */
@RegisterForReflection
@Schema(
        name = "PayoutQuote",
        description = "Amounts are in the smallest unit of the currency; net = gross - fee - tax withheld.")
public record QuoteView(
        @Schema(required = true) UUID id,
        @Schema(required = true) UUID methodId,
        @Schema(required = true, examples = "10000") long diamonds,
        @Schema(required = true, examples = "USD") String currency,

        @Schema(required = true, description = "Millionths of the smallest unit for one diamond.", examples = "500000")
        long rateMicros,

        @Schema(required = true, examples = "5000") long grossMinor,
        @Schema(required = true, examples = "125") long feeMinor,
        @Schema(required = true, examples = "0") long taxWithheldMinor,
        @Schema(required = true, examples = "4875") long netMinor,
        @Schema(required = true) Instant createdAt,

        @Schema(required = true, description = "Until then it may be used, once.")
        Instant expiresAt) {

    static QuoteView from(PayoutQuote quote) {
        return new QuoteView(
                quote.id,
                quote.method,
                quote.diamonds,
                quote.currency,
                quote.rateMicros,
                quote.grossMinor,
                quote.feeMinor,
                quote.taxMinor,
                quote.netMinor,
                quote.createdAt,
                quote.expiresAt);
    }
}
