package dev.coinstage.wallet.proof.rest;

import dev.coinstage.wallet.proof.app.BooksStore.Replayed;
import dev.coinstage.wallet.proof.domain.Difference;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(name = "Replay", description = "All transfers, replayed against accounts, holds and lots.")
record ReplayBody(
        @Schema(required = true, description = "The ledger's commit that this is true for.", examples = "42")
        long commit,

        @Schema(required = true, description = "Whether the books are what their transfers make them.")
        boolean verified,

        @Schema(required = true, description = "At most 100; none when all is right.")
        List<DifferenceBody> differences) {

    /** More than these are no more help. */
    static final int MOST_DIFFERENCES = 100;

    @Schema(name = "Difference")
    record DifferenceBody(
            @Schema(required = true) UUID account,

            @Schema(
                    required = true,
                    description = "Totals of the account, a hold on it, its lots, or postings of its transfers.")
            Difference.What what,

            @Schema(required = true, description = "What the books say.", examples = "700")
            long recorded,

            @Schema(required = true, description = "What follows from the transfers.", examples = "699")
            long replayed) {}

    static ReplayBody from(Replayed replayed) {
        return new ReplayBody(
                replayed.commit(),
                replayed.differences().isEmpty(),
                replayed.differences().stream()
                        .map(found ->
                                new DifferenceBody(found.account(), found.what(), found.recorded(), found.replayed()))
                        .toList());
    }
}
