package dev.coinstage.payout.payout.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.coinstage.payout.payout.app.PayoutRecord;
import dev.coinstage.payout.payout.domain.Funds;
import dev.coinstage.payout.payout.domain.PayoutState;
import dev.coinstage.payout.payout.domain.Reason;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A payout as its creator and finance see it. */
@Schema(
        name = "Payout",
        description =
                "Amounts are in the smallest unit of the currency and equal the quote: net = gross - fee - tax withheld.")
@JsonInclude(JsonInclude.Include.NON_NULL)
record PayoutView(
        @Schema(required = true) UUID id,
        @Schema(required = true) UUID creatorId,
        @Schema(required = true) UUID quoteId,
        @Schema(required = true) UUID methodId,
        @Schema(required = true) PayoutState state,

        @Schema(description = "Why it is held, over or returned; absent else.")
        ReasonBody reason,

        @Schema(required = true, description = "Where the diamonds are.")
        Funds funds,

        @Schema(required = true, examples = "10000") long diamonds,
        @Schema(required = true, examples = "USD") String currency,
        @Schema(required = true, examples = "5000") long grossMinor,
        @Schema(required = true, examples = "125") long feeMinor,
        @Schema(required = true, examples = "0") long taxWithheldMinor,
        @Schema(required = true, examples = "4875") long netMinor,

        @Schema(description = "Absent until it was about to be submitted.")
        AttemptBody attempt,

        @Schema(description = "Absent unless it came back.") ReturnBody returned,
        @Schema(required = true) Instant createdAt,
        @Schema(required = true) Instant updatedAt) {

    @Schema(name = "PayoutReason")
    record ReasonBody(
            @Schema(required = true) Reason code,

            @Schema(required = true, description = "Who can do something about it.")
            Reason.By fixableBy) {}

    @Schema(name = "PayoutAttempt")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record AttemptBody(
            @Schema(
                    required = true,
                    description = "End-to-end id, as on the bank statement.",
                    examples = "0197f0a43c1e7d529b5a6f2f1d3c4b5a-1")
            String reference,

            @Schema(required = true, description = "How often the provider was told, under one key.", examples = "1")
            int sends,

            @Schema(required = true, description = "Of fraud-service, that it goes out by.")
            UUID decisionId,

            @Schema(description = "The provider's id; absent until it said so.", examples = "po_6f2f1d3c4b5a")
            String providerPayoutId) {}

    @Schema(name = "PayoutReturn")
    record ReturnBody(
            @Schema(required = true, description = "What came back.", examples = "4375")
            long returnedMinor,

            @Schema(required = true, description = "What the bank kept: net less what came back.", examples = "500")
            long keptByBankMinor,

            @Schema(
                    required = true,
                    description = "Diamonds given back: their share of what came back, rounded down.",
                    examples = "8974")
            long diamonds) {}

    static PayoutView from(PayoutRecord record) {
        var payout = record.payout();
        var terms = payout.terms();
        return new PayoutView(
                record.id(),
                record.creator(),
                record.quote(),
                record.to().method(),
                payout.state(),
                payout.reason() == Reason.NONE
                        ? null
                        : new ReasonBody(payout.reason(), payout.reason().fixableBy()),
                payout.funds(),
                terms.diamonds().value(),
                terms.net().currency(),
                terms.gross().amountMinor(),
                terms.fee().amountMinor(),
                terms.tax().amountMinor(),
                terms.net().amountMinor(),
                attempt(record),
                returned(record),
                record.createdAt(),
                record.updatedAt());
    }

    private static AttemptBody attempt(PayoutRecord record) {
        var name = record.payout().providerId();
        return record.attempt()
                .map(attempt -> new AttemptBody(
                        attempt.reference(), record.payout().sends(), attempt.decision(), name.isEmpty() ? null : name))
                .orElse(null);
    }

    private static ReturnBody returned(PayoutRecord record) {
        var payout = record.payout();
        return payout.returned().isNothing()
                ? null
                : new ReturnBody(
                        payout.returned().amountMinor(),
                        payout.terms().net().minus(payout.returned()).amountMinor(),
                        payout.givenBack().value());
    }
}
