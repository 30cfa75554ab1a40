package dev.coinstage.wallet.chargeback.app;

import dev.coinstage.wallet.chargeback.domain.Chargeback;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.UUID;

/** What the event feed tells of chargebacks: the details of their postings. */
final class ChargebackFacts {

    static final String RECEIVED = "chargeback-received";
    static final String HOLD_VOIDED = "chargeback-hold-voided";
    static final String REVERSED = "chargeback-reversed";
    static final String CLAWED_BACK = "chargeback-clawed-back";
    static final String CARRIED_OUT = "chargeback-carried-out";

    private ChargebackFacts() {}

    @RegisterForReflection
    record Received(
            UUID disputeId,
            UUID purchaseId,
            UUID buyerId,
            long coins,
            String currency,
            long amountMinor,
            String reason) {

        static Received of(Chargeback chargeback) {
            return new Received(
                    chargeback.id(),
                    chargeback.purchase(),
                    chargeback.buyer(),
                    chargeback.coins(),
                    chargeback.amount().currency(),
                    chargeback.amount().amountMinor(),
                    chargeback.reason());
        }
    }

    /** @param coins the whole rest of the budget that went back to the buyer, who is frozen */
    @RegisterForReflection
    record HoldVoided(UUID disputeId, String campaignId, long coins) {}

    @RegisterForReflection
    record Reversed(UUID disputeId, UUID purchaseId) {}

    @RegisterForReflection
    record ClawedBack(UUID disputeId, UUID creatorId, long diamonds) {}

    /** What one creator gave back, and owes. */
    @RegisterForReflection
    record CreatorShare(UUID creatorId, long diamondsRecovered, long diamondsOwed) {}

    @RegisterForReflection
    record CampaignShare(String campaignId, long coins) {}

    @RegisterForReflection
    record CarriedOut(
            UUID disputeId,
            UUID purchaseId,
            UUID buyerId,
            long coinsRecovered,
            long coinsOwed,
            List<CreatorShare> creators,
            List<CampaignShare> campaigns) {}
}
