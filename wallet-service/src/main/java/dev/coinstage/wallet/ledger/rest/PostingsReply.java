package dev.coinstage.wallet.ledger.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.coinstage.wallet.ledger.app.Answer;
import dev.coinstage.wallet.ledger.domain.Outcome;
import dev.coinstage.wallet.ledger.domain.TransferKind;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(name = "PostingResults", description = "What became of each posting, in the order of the request.")
record PostingsReply(@Schema(required = true) List<ResultBody> results) {

    enum Status {
        POSTED,
        REFUSED
    }

    @Schema(name = "PostingResult", description = "POSTED has all members but refusal; REFUSED has that one.")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ResultBody(
            @Schema(required = true) Status status,

            @Schema(required = true, description = "True when an earlier request with the same key was answered so.")
            boolean replayed,

            UUID postingId,

            @Schema(description = "The ledger's commit that holds it.", examples = "42")
            Long commitSequence,

            @Schema(description = "Its place among all postings, without gaps.", examples = "1042")
            Long sequence,

            Instant at,

            @Schema(description = "Of the accounts that it touched, right after it.")
            List<BalanceBody> balances,

            @Schema(description = "Its transfers; absent when all links are TRANSFER.")
            List<MovedBody> transfers,

            RefusalBody refusal) {

        static ResultBody from(Answer.Decided answer) {
            if (answer.outcome() instanceof Outcome.Posted posted) {
                return new ResultBody(
                        Status.POSTED,
                        answer.replayed(),
                        posted.posting(),
                        posted.commitSequence(),
                        posted.sequence(),
                        posted.at(),
                        posted.balances().stream().map(BalanceBody::from).toList(),
                        posted.moved().isEmpty()
                                ? null
                                : posted.moved().stream().map(MovedBody::from).toList(),
                        null);
            }
            var refusal = RefusalBody.of((Outcome.Refusal) answer.outcome());
            return new ResultBody(Status.REFUSED, answer.replayed(), null, null, null, null, null, null, refusal);
        }
    }

    @Schema(name = "BalanceAfter")
    record BalanceBody(
            @Schema(required = true) UUID account,
            @Schema(required = true, examples = "700") long posted,

            @Schema(required = true, description = "What may leave: neither held nor the minimum.", examples = "200")
            long available) {

        static BalanceBody from(Outcome.Posted.Balance balance) {
            return new BalanceBody(balance.account(), balance.posted(), balance.available());
        }
    }

    @Schema(name = "PostedTransfer")
    record MovedBody(
            @Schema(required = true, description = "Of a hold, what captures and voids name.")
            UUID transferId,

            @Schema(required = true) TransferKind kind,
            @Schema(required = true, examples = "500") long amount) {

        static MovedBody from(Outcome.Posted.Moved moved) {
            return new MovedBody(moved.transfer(), moved.kind(), moved.amount());
        }
    }
}
