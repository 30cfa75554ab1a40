package dev.coinstage.testing;

import com.fasterxml.uuid.Generators;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** The event feed of a stubbed peer, in the form of service-defaults. Waits for news as long as it is asked to, but never past a second. */
public final class PeerFeed {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);
    private static final int PAGE = 100;

    private final String source;
    private final List<String> events = new ArrayList<>();
    private String epoch = "1-00000001";
    private long resumeAt;

    PeerFeed(String source) {
        this.source = source;
    }

    /** Appends an event. @param data a JSON object */
    public synchronized UUID publish(String type, String subject, String data) {
        var id = Generators.timeBasedEpochGenerator().generate();
        publish(id, type, subject, data);
        return id;
    }

    /** The same with an id of the test's own. */
    public synchronized void publish(UUID id, String type, String subject, String data) {
        events.add("""
                {"specversion":"1.0","id":"%s","source":"%s","type":"%s","subject":"%s","time":"%s",
                 "datacontenttype":"application/json","sequence":"%d","data":%s}""".formatted(id, source, type, subject, Instant.now(), events.size() + 1, data));
        notifyAll();
    }

    /** Position of the newest event. */
    public synchronized long last() {
        return events.size();
    }

    /** A new history begins, as after a failover that lost all events past that position. */
    public synchronized void failOver(String newEpoch, long shared) {
        epoch = newEpoch;
        resumeAt = shared;
        while (events.size() > shared) {
            events.remove(events.size() - 1);
        }
        notifyAll();
    }

    synchronized PeerReply answer(PeerRequest request) {
        var parameters = parameters(request.query());
        var after = parameters.getOrDefault("after", "");
        if (!after.isEmpty() && after.startsWith(epoch + ":")) {
            awaitNews(position(after), Long.parseLong(parameters.getOrDefault("timeout", "0")));
        }
        if (!after.isEmpty() && !after.startsWith(epoch + ":")) {
            var position = Math.min(resumeAt, position(after));
            return PeerReply.json(410, """
                    {"status":410,"code":"FEED_EPOCH_CHANGED","detail":"x","resumeAt":"%s:%d"}""".formatted(epoch, position));
        }
        var position = after.isEmpty() ? 0 : position(after);
        var limit = Math.min(PAGE, Integer.parseInt(parameters.getOrDefault("limit", "100")));
        var page = events.stream().skip(position).limit(limit).toList();
        return PeerReply.json(200, """
                {"events":[%s],"next":"%s:%d","last":%d}""".formatted(String.join(",", page), epoch, position + page.size(), events.size()));
    }

    private static int position(String place) {
        return Integer.parseInt(place.substring(place.lastIndexOf(':') + 1));
    }

    private void awaitNews(int position, long seconds) {
        var until = System.nanoTime()
                + Math.min(LONGEST_WAIT.toNanos(), Duration.ofSeconds(seconds).toNanos());
        try {
            while (events.size() <= position && System.nanoTime() < until) {
                wait(Math.max(1, (until - System.nanoTime()) / 1_000_000));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Map<String, String> parameters(String query) {
        return List.of(query.split("&")).stream()
                .filter(part -> part.contains("="))
                .collect(Collectors.toMap(
                        part -> part.substring(0, part.indexOf('=')), part -> part.substring(part.indexOf('=') + 1)));
    }
}
