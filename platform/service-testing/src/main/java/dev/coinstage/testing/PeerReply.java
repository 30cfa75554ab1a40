package dev.coinstage.testing;

import java.util.Map;

/**
 * What a stubbed peer answers.
 *
 * @param status HTTP status; {@link #DROPPED} closes the connection without a reply
 */
public record PeerReply(int status, String body, Map<String, String> headers) {

    /** No status: the caller cannot know what became of its request. */
    public static final int DROPPED = 0;

    public PeerReply {
        headers = Map.copyOf(headers);
    }

    public static PeerReply json(int status, String body) {
        return new PeerReply(status, body, Map.of());
    }

    /** The same with one more header. */
    public PeerReply with(String header, String value) {
        var more = new java.util.HashMap<>(headers);
        more.put(header, value);
        return new PeerReply(status, body, more);
    }

    /** The request was taken, and the connection closes without an answer. */
    public static PeerReply dropped() {
        return new PeerReply(DROPPED, "", Map.of());
    }
}
