package dev.coinstage.defaults.feed;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** One page of a feed, on the wire. Readers leave out what they do not know. */
@RegisterForReflection
@JsonIgnoreProperties(ignoreUnknown = true)
@Schema(name = "FeedPage")
record FeedPage(
        @Schema(required = true, description = "In the order of the feed.")
        List<CloudEvent> events,

        @Schema(
                required = true,
                description = "Where to go on, also after a page without events.",
                examples = "7423461-00000001:42")
        String next,

        @Schema(required = true, description = "Position of the newest event.", examples = "42")
        long last) {

    /** CloudEvents 1.0, JSON format, with the extensions {@code sequence} and {@code traceparent}. */
    @RegisterForReflection
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "CloudEvent")
    record CloudEvent(
            @Schema(required = true, examples = "1.0") String specversion,
            @Schema(required = true) UUID id,

            @Schema(required = true, examples = "wallet-service")
            String source,

            @Schema(required = true, examples = "wallet.gift")
            String type,

            @Schema(required = true, examples = "0197f0a4-3c1e-7d52-9b5a-6f2f1d3c4b00")
            String subject,

            @Schema(required = true) Instant time,

            @Schema(required = true, examples = "application/json")
            String datacontenttype,

            @Schema(required = true, description = "Place in the feed, without gaps.", examples = "42")
            String sequence,

            @Schema(examples = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")
            String traceparent,

            @Schema(required = true, implementation = Object.class)
            JsonNode data) {

        static CloudEvent from(FeedEvent event) {
            return new CloudEvent(
                    "1.0",
                    event.id(),
                    event.source(),
                    event.type(),
                    event.subject(),
                    event.time(),
                    "application/json",
                    Long.toString(event.sequence()),
                    event.traceparent().isEmpty() ? null : event.traceparent(),
                    event.data());
        }

        FeedEvent event() {
            return new FeedEvent(
                    id,
                    source,
                    type,
                    subject,
                    time,
                    Long.parseLong(sequence),
                    traceparent == null ? FeedEvent.NO_TRACE : traceparent,
                    data);
        }
    }
}
