package dev.coinstage.wallet.gift.domain;

import java.util.UUID;

/**
 * What a viewer asks for.
 *
 * @param quantity how many of the gift, 1 to {@link #MOST}
 */
public record GiftRequest(UUID viewer, UUID live, String giftId, int quantity) {

    /** Longest combo in one request. */
    public static final int MOST = 1000;

    public GiftRequest {
        if (quantity < 1 || quantity > MOST) {
            throw new IllegalArgumentException("a gift is given 1 to " + MOST + " times, not " + quantity);
        }
    }
}
