package dev.coinstage.fraud.dispute.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import dev.coinstage.fraud.api.Json;
import dev.coinstage.fraud.dispute.app.DisputeStore.Recovery;
import dev.coinstage.fraud.dispute.app.DisputeStore.Standing;
import dev.coinstage.fraud.dispute.domain.Lineage;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(name = "Dispute")
@JsonInclude(JsonInclude.Include.NON_NULL)
record DisputeBody(
        @Schema(required = true) UUID disputeId,
        @Schema(required = true) UUID purchaseId,
        @Schema(required = true) UUID userId,
        @Schema(required = true) UUID caseId,
        @Schema(required = true, examples = "700") long coins,
        @Schema(required = true, examples = "USD") String currency,
        @Schema(required = true, examples = "999") long amountMinor,

        @Schema(
                required = true,
                description = "The card scheme's reason, as the provider told it.",
                examples = "fraudulent")
        String reason,

        @Schema(required = true) State state,
        @Schema(required = true) Step step,

        @Schema(required = true, description = "Until when it may be contested.")
        Instant respondBy,

        @Schema(required = true) Instant openedAt,
        Instant tracedAt,

        @Schema(description = "What the wallet was told to do.", examples = "CLAW_BACK")
        String decision,

        Instant decidedAt,

        @Schema(description = "Where the coins went; once it is known, with a single dispute only.")
        LineageBody lineage,

        @Schema(description = "What the wallet took back; once it reported.")
        RecoveryBody recovery) {

    /** The scheme's state. */
    enum State {
        NEEDS_RESPONSE
    }

    /** How far taking the coins back is. */
    enum Step {
        NOTICED,
        TRACED,
        CARRIED_OUT
    }

    @Schema(name = "DisputeLineage", description = "The tainted part of everything that the purchase became.")
    record LineageBody(
            @Schema(required = true, description = "Coins that the buyer still had.", examples = "200")
            long unspent,

            @Schema(required = true, description = "The purchase had been taken back before.")
            boolean reversed,

            @Schema(required = true) List<GiftBody> gifts,

            @Schema(required = true, description = "Creators who received something of it.")
            List<UUID> creators,

            @Schema(required = true) List<HoldBody> campaigns) {

        static LineageBody of(Lineage lineage) {
            return new LineageBody(
                    lineage.unspent(),
                    lineage.reversed(),
                    lineage.gifts().stream()
                            .map(gift ->
                                    new GiftBody(gift.postingId(), gift.creatorId(), gift.coins(), gift.diamonds()))
                            .toList(),
                    lineage.creators(),
                    lineage.campaigns().stream()
                            .map(hold -> new HoldBody(hold.holdPostingId(), hold.reference(), hold.coins()))
                            .toList());
        }
    }

    @Schema(name = "TaintedGift")
    record GiftBody(
            @Schema(required = true) UUID postingId,
            @Schema(required = true) UUID creatorId,
            @Schema(required = true, examples = "500") long coins,
            @Schema(required = true, examples = "250") long diamonds) {}

    @Schema(name = "TaintedHold")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record HoldBody(
            @Schema(required = true) UUID holdPostingId,
            @Schema(description = "The campaign.") String reference,
            @Schema(required = true, examples = "100") long coins) {}

    @Schema(name = "DisputeRecovery")
    record RecoveryBody(
            @Schema(required = true, examples = "200") long coinsRecovered,

            @Schema(required = true, description = "That the viewer owes now.", examples = "0")
            long coinsOwed,

            @Schema(required = true) List<CreatorBody> creators,
            @Schema(required = true) Instant carriedOutAt) {

        static RecoveryBody of(Recovery recovery, Json json) {
            var detail = json.read(recovery.detail(), JsonNode.class);
            return new RecoveryBody(
                    recovery.coinsRecovered(),
                    recovery.coinsOwed(),
                    StreamSupport.stream(detail.path("creators").spliterator(), false)
                            .map(CreatorBody::of)
                            .toList(),
                    recovery.at());
        }
    }

    @Schema(name = "CreatorRecovery")
    record CreatorBody(
            @Schema(required = true) UUID creatorId,
            @Schema(required = true, examples = "250") long diamondsRecovered,

            @Schema(required = true, description = "That the creator owes now.", examples = "0")
            long diamondsOwed) {

        static CreatorBody of(JsonNode creator) {
            return new CreatorBody(
                    UUID.fromString(creator.path("creatorId").asText()),
                    creator.path("diamondsRecovered").asLong(),
                    creator.path("diamondsOwed").asLong());
        }
    }

    static DisputeBody of(Standing standing, boolean whole, Json json) {
        var dispute = standing.dispute();
        return new DisputeBody(
                dispute.id(),
                dispute.purchaseId(),
                dispute.userId(),
                dispute.caseId(),
                dispute.coins(),
                dispute.currency(),
                dispute.amountMinor(),
                dispute.reason(),
                State.NEEDS_RESPONSE,
                step(standing),
                dispute.respondBy(),
                dispute.openedAt(),
                standing.tracedAt(),
                standing.decision(),
                standing.decidedAt(),
                whole && standing.lineage() != null ? LineageBody.of(standing.lineage()) : null,
                standing.recovery() != null ? RecoveryBody.of(standing.recovery(), json) : null);
    }

    private static Step step(Standing standing) {
        if (standing.recovery() != null) {
            return Step.CARRIED_OUT;
        }
        return standing.lineage() != null ? Step.TRACED : Step.NOTICED;
    }

    @Schema(name = "Disputes", description = "One page, oldest first.")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Page(
            @Schema(required = true) List<DisputeBody> items,

            @Schema(description = "Cursor of the next page; absent on the last one.")
            String next) {}
}
