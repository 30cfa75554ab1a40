package dev.coinstage.wallet.ledger.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.coinstage.wallet.ledger.app.TransferStore.Posting;
import dev.coinstage.wallet.ledger.app.TransferStore.Transfer;
import dev.coinstage.wallet.ledger.rest.TransfersBody.TransferBody;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(name = "RecordedPosting", description = "A posting with all its transfers.")
@JsonInclude(JsonInclude.Include.NON_NULL)
record RecordedPostingBody(
        @Schema(required = true) UUID id,

        @Schema(required = true, description = "Its place among all postings, without gaps.", examples = "1042")
        long sequence,

        @Schema(required = true, description = "What it is, for the event feed.", examples = "campaign.hold")
        String kind,

        @Schema(
                description = "The caller's own id of what it is for.",
                examples = "0197f0a4-3c1e-7d52-9b5a-6f2f1d3c4b5a")
        String reference,

        @Schema(required = true, description = "The ledger's commit that holds it.", examples = "42")
        long commit,

        @Schema(required = true) Instant at,

        @Schema(required = true, description = "None when it changed flags or limits only.")
        List<TransferBody> transfers) {

    static RecordedPostingBody from(Posting posting, List<Transfer> transfers) {
        return new RecordedPostingBody(
                posting.id(),
                posting.sequence(),
                posting.kind(),
                posting.reference().orElse(null),
                posting.commit(),
                posting.at(),
                transfers.stream().map(TransferBody::from).toList());
    }
}
