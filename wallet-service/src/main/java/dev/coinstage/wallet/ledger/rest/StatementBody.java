package dev.coinstage.wallet.ledger.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.coinstage.wallet.ledger.app.AccountStore.Entry;
import dev.coinstage.wallet.ledger.domain.TransferCode;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(name = "Statement", description = "One page of an account's movements, newest first.")
@JsonInclude(JsonInclude.Include.NON_NULL)
record StatementBody(
        @Schema(required = true) List<EntryBody> items,

        @Schema(description = "Cursor of the next page; absent on the last one.", examples = "1a-0")
        String next) {

    @Schema(name = "StatementEntry")
    record EntryBody(
            @Schema(required = true) UUID transferId,

            @Schema(required = true, description = "Purchase or gift that moved it.")
            UUID postingId,

            @Schema(required = true) TransferCode code,

            @Schema(required = true, description = "Below zero when it left the account.", examples = "-1")
            long change,

            @Schema(required = true, description = "Posted balance after it.", examples = "699")
            long balance,

            @Schema(required = true) Instant at) {

        static EntryBody from(Entry entry) {
            return new EntryBody(
                    entry.transfer(),
                    entry.posting(),
                    TransferCode.valueOf(entry.code()),
                    entry.change(),
                    entry.balance(),
                    entry.at());
        }
    }

    /** @param entries one more than the page holds, if there are more */
    static StatementBody page(List<Entry> entries, int limit) {
        var shown = entries.subList(0, Math.min(limit, entries.size()));
        var next = entries.size() > limit ? Cursor.format(shown.get(limit - 1).place()) : null;
        return new StatementBody(shown.stream().map(EntryBody::from).toList(), next);
    }
}
