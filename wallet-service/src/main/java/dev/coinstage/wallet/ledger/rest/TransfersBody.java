package dev.coinstage.wallet.ledger.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.coinstage.wallet.ledger.app.TransferStore.Transfer;
import dev.coinstage.wallet.ledger.domain.TransferCode;
import dev.coinstage.wallet.ledger.domain.TransferKind;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(name = "Transfers", description = "One page of transfers, oldest first.")
@JsonInclude(JsonInclude.Include.NON_NULL)
record TransfersBody(
        @Schema(required = true) List<TransferBody> items,

        @Schema(description = "Cursor of the next page; absent on the last one.", examples = "1a-0")
        String next) {

    @Schema(name = "Transfer")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record TransferBody(
            @Schema(required = true) UUID transferId,
            @Schema(required = true) UUID postingId,
            @Schema(required = true) TransferKind kind,
            @Schema(required = true) TransferCode code,
            @Schema(required = true) UUID debitAccount,
            @Schema(required = true) UUID creditAccount,

            @Schema(required = true, description = "Units of the accounts' asset.", examples = "500")
            long amount,

            @Schema(description = "The hold or transfer that it continues.")
            UUID relatesTo,

            @Schema(required = true, description = "The ledger's commit that holds it.", examples = "42")
            long commit,

            @Schema(required = true) Instant at,

            @Schema(
                    description = "The caller's own id of what its posting is for.",
                    examples = "0197f0a4-3c1e-7d52-9b5a-6f2f1d3c4b5a")
            String reference) {

        static TransferBody from(Transfer transfer) {
            return new TransferBody(
                    transfer.id(),
                    transfer.posting(),
                    transfer.kind(),
                    transfer.code(),
                    transfer.debit(),
                    transfer.credit(),
                    transfer.amount(),
                    transfer.relatesTo().orElse(null),
                    transfer.moment().commit(),
                    transfer.moment().at(),
                    transfer.reference().orElse(null));
        }
    }

    /** @param transfers one more than the page holds, if there are more */
    static TransfersBody page(List<Transfer> transfers, int limit) {
        var shown = transfers.subList(0, Math.min(limit, transfers.size()));
        var next = transfers.size() > limit ? Cursor.format(shown.get(limit - 1).place()) : null;
        return new TransfersBody(shown.stream().map(TransferBody::from).toList(), next);
    }
}
