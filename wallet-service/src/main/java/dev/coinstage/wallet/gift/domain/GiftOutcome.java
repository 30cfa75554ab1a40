package dev.coinstage.wallet.gift.domain;

import dev.coinstage.wallet.quantity.Coins;
import dev.coinstage.wallet.quantity.Diamonds;
import java.time.Instant;
import java.util.UUID;

/** What became of a gift. Every case maps to one status and one problem code in {@code GiftProblems}. */
public sealed interface GiftOutcome {

    /**
     * The coins left the viewer and the diamonds reached the creator.
     *
     * @param viewerBalance coins that the viewer had right after it
     */
    record Given(
            UUID id,
            String giftId,
            int quantity,
            Coins spent,
            Diamonds credited,
            Coins viewerBalance,
            long commitSequence,
            Instant givenAt)
            implements GiftOutcome {}

    record UnknownLive() implements GiftOutcome {}

    record LiveEnded() implements GiftOutcome {}

    record UnknownGift(String giftId) implements GiftOutcome {}

    record GiftToOneself() implements GiftOutcome {}

    record InsufficientCoins(Coins needed, Coins available) implements GiftOutcome {}

    /** The viewer's or the creator's account takes no postings now. */
    record AccountBlocked() implements GiftOutcome {}

    record KeyReused() implements GiftOutcome {}
}
