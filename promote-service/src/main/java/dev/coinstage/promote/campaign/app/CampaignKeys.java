package dev.coinstage.promote.campaign.app;

import dev.coinstage.defaults.ids.DerivedIds;
import java.time.Instant;
import java.util.UUID;

/** Keys of what a campaign asks of others: the same for the same step, whoever asks and how often. */
public final class CampaignKeys {

    private static final long BITS_AFTER_TIME = 0xFFFFL;

    private CampaignKeys() {}

    /**
     * A UUIDv7 for that step of the campaign. It carries the time of the step and not of the campaign's making, because
     * services refuse keys that are older than 30 days, and a campaign lives longer.
     */
    public static UUID of(UUID campaign, String step, Instant time) {
        var moved = time.toEpochMilli() << 16 | campaign.getMostSignificantBits() & BITS_AFTER_TIME;
        return DerivedIds.of(new UUID(moved, campaign.getLeastSignificantBits()), step);
    }
}
