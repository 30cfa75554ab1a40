package dev.coinstage.promote.campaign.domain;

import java.time.Duration;
import java.time.Instant;

/**
 * When a campaign is delivered: from {@code startsAt} on, before {@code endsAt}.
 *
 * @throws IllegalArgumentException unless {@link #isPossible}
 */
public record Flight(Instant startsAt, Instant endsAt) {

    public static final Duration LONGEST = Duration.ofDays(30);

    public Flight {
        if (!isPossible(startsAt, endsAt)) {
            throw new IllegalArgumentException("no flight from " + startsAt + " to " + endsAt);
        }
    }

    /** True when it ends after it starts, and is not longer than {@link #LONGEST}. */
    public static boolean isPossible(Instant startsAt, Instant endsAt) {
        return endsAt.isAfter(startsAt) && !endsAt.isAfter(startsAt.plus(LONGEST));
    }

    public boolean hasBegun(Instant now) {
        return !now.isBefore(startsAt);
    }

    public boolean isOver(Instant now) {
        return !now.isBefore(endsAt);
    }
}
