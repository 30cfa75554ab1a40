package dev.coinstage.defaults.feed;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.UUID;

/**
 * A fact as it stands in a feed.
 *
 * @param source the service that tells it, such as {@code wallet-service}
 * @param sequence its place in the source's feed, 1 or more, without gaps
 * @param traceparent W3C trace of the request that caused it; empty when there was none
 * @param data JSON object; readers take what they know and leave the rest
 */
public record FeedEvent(
        UUID id,
        String source,
        String type,
        String subject,
        Instant time,
        long sequence,
        String traceparent,
        JsonNode data) {

    public static final String NO_TRACE = "";
}
