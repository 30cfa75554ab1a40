package dev.coinstage.local.story;

import com.fasterxml.jackson.databind.JsonNode;
import dev.coinstage.local.login.Session;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/** Somebody of finance, who corrects the ledger and proves it. */
public final class Finance {

    private static final Duration LONGEST_SEALING = Duration.ofSeconds(60);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    private final Session session;
    private final Api api;

    public Finance(Session session, Api api) {
        this.session = session;
        this.api = api;
    }

    /** Moves everything that a posting moved back, in one chain; the ledger may refuse it. */
    JsonNode reverse(String posting) throws InterruptedException {
        List<String> links = new ArrayList<>();
        for (JsonNode transfer : api.get(session, "/v1/postings/" + posting)
                .expect(200, "a posting")
                .path("transfers")) {
            links.add("{\"type\": \"REVERSE\", \"transfer\": \""
                    + transfer.path("transferId").asText() + "\"}");
        }
        UUID key = Api.key();
        return api.post(
                        session,
                        "/v1/postings",
                        key,
                        "{\"postings\": [{\"kind\": \"correction\", \"reference\": \"" + posting + "\", \"links\": ["
                                + String.join(", ", links) + "]}]}")
                .expect(200, "a correction")
                .path("results")
                .path(0);
    }

    /**
     * Holds every commit against the hash chain, and all transfers against the balances.
     *
     * @return how many commits were held against their seals
     * @throws StoryFailed naming the first commit, or the first account, that is not as it was
     */
    public long prove() throws InterruptedException {
        long head = awaitSeals();
        long from = 1;
        while (from > 0) {
            JsonNode slice =
                    api.get(session, "/v1/proof?limit=10000&from=" + from).expect(200, "the proof");
            if (!slice.path("verified").asBoolean()) {
                throw new StoryFailed("the books were changed: " + slice.path("firstBroken"));
            }
            from = slice.path("next").asLong(0);
        }
        JsonNode replay = api.get(session, "/v1/proof/replay").expect(200, "the replay");
        if (!replay.path("verified").asBoolean()) {
            throw new StoryFailed("the transfers explain other books: " + replay.path("differences"));
        }
        return head;
    }

    /** Seals follow the commits; those of now are there soon. */
    private long awaitSeals() throws InterruptedException {
        long head = api.get(session, "/v1/proof?limit=1")
                .expect(200, "the proof")
                .path("head")
                .asLong();
        long end = System.nanoTime() + LONGEST_SEALING.toNanos();
        while (System.nanoTime() < end) {
            JsonNode slice = api.get(session, "/v1/proof?limit=1").expect(200, "the proof");
            if (slice.path("sealedTo").asLong() >= head) {
                return head;
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
        throw new StoryFailed("commit " + head + " was not sealed within " + LONGEST_SEALING.toSeconds() + " s");
    }
}
