package dev.coinstage.wallet.ledger.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.coinstage.wallet.ledger.app.AccountStore.Entry;
import dev.coinstage.wallet.ledger.app.AccountStore.Statement;
import dev.coinstage.wallet.ledger.domain.TransferCode;
import dev.coinstage.wallet.ledger.domain.TransferKind;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(name = "Statement", description = "One page of an account's movements, newest first.")
@JsonInclude(JsonInclude.Include.NON_NULL)
record StatementBody(
        @Schema(required = true) List<EntryBody> items,

        @Schema(required = true, description = "The ledger's last commit when this was read.", examples = "42")
        long commit,

        @Schema(description = "Cursor of the next page; absent on the last one.", examples = "1a-0")
        String next) {

    @Schema(name = "StatementEntry")
    record EntryBody(
            @Schema(required = true) UUID transferId,

            @Schema(required = true, description = "Purchase or gift that moved it.")
            UUID postingId,

            @Schema(required = true) TransferKind type,

            @Schema(required = true) TransferCode code,

            @Schema(
                    required = true,
                    description = "Below zero when it left the account; 0 for a hold and its release.",
                    examples = "-1")
            long change,

            @Schema(required = true, description = "Posted balance after it.", examples = "699")
            long balance,

            @Schema(
                    required = true,
                    description = "Set aside by it of what is posted; below zero when captured or given back.",
                    examples = "0")
            long heldChange,

            @Schema(required = true, description = "Set aside after it.", examples = "0")
            long held,

            @Schema(required = true) Instant at) {

        static EntryBody from(Entry entry) {
            return new EntryBody(
                    entry.transfer(),
                    entry.posting(),
                    entry.kind(),
                    entry.code(),
                    entry.change(),
                    entry.balance(),
                    entry.heldChange(),
                    entry.held(),
                    entry.at());
        }
    }

    /** @param statement with one entry more than the page holds, if there are more */
    static StatementBody page(Statement statement, int limit) {
        var entries = statement.entries();
        var shown = entries.subList(0, Math.min(limit, entries.size()));
        var next = entries.size() > limit ? Cursor.format(shown.get(limit - 1).place()) : null;
        return new StatementBody(
                shown.stream().map(EntryBody::from).toList(), statement.moment().commit(), next);
    }
}
