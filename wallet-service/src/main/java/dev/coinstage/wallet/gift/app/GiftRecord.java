package dev.coinstage.wallet.gift.app;

import dev.coinstage.wallet.quantity.Coins;
import dev.coinstage.wallet.quantity.Diamonds;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.UUID;

/** The gift as kept with its posting: all that a replay, a receipt or the event feed needs, whatever the catalogue says later. */
@RegisterForReflection
record GiftRecord(
        UUID liveId,
        UUID creatorId,
        UUID viewerId,
        String giftId,
        int version,
        int quantity,
        long coins,
        long diamonds) {

    Coins spent() {
        return new Coins(coins);
    }

    Diamonds credited() {
        return new Diamonds(diamonds);
    }
}
