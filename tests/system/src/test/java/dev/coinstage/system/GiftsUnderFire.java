package dev.coinstage.system;

import com.fasterxml.jackson.databind.JsonNode;
import dev.coinstage.local.login.Session;
import dev.coinstage.local.story.Api;
import dev.coinstage.local.story.Reply;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/**
 * People who give gifts one after the other while parts of the suite die. Each does what a client app does: a try that got no
 * answer, or a 503, is made again with the same key until it is answered.
 */
final class GiftsUnderFire {

    private static final int GIVERS = 16;
    private static final Duration BACKOFF = Duration.ofMillis(20);
    private static final Duration LONGEST_TRY = Duration.ofMinutes(3);

    private final Api wallet;
    private final Session viewer;
    private final String path;

    /** The posting that each key was told of. */
    private final Map<UUID, String> acknowledged = new ConcurrentHashMap<>();

    private volatile boolean enough;

    GiftsUnderFire(Api wallet, Session viewer, String live) {
        this.wallet = wallet;
        this.viewer = viewer;
        this.path = "/v1/lives/" + live + "/gifts";
    }

    interface Fire {
        void shoot() throws InterruptedException;
    }

    /** Gives gifts until the fire is over and every gift that was begun is answered. */
    Map<UUID, String> during(Fire fire) throws InterruptedException, ExecutionException {
        var givers = Executors.newFixedThreadPool(GIVERS);
        try {
            List<Future<Void>> running = new ArrayList<>();
            for (int giver = 0; giver < GIVERS; giver++) {
                running.add(givers.submit((Callable<Void>) this::giveUntilEnough));
            }
            try {
                fire.shoot();
            } finally {
                enough = true;
            }
            for (Future<Void> one : running) {
                one.get();
            }
            return acknowledged;
        } finally {
            givers.shutdownNow();
        }
    }

    int answered() {
        return acknowledged.size();
    }

    private Void giveUntilEnough() throws InterruptedException {
        while (!enough) {
            UUID key = Api.key();
            acknowledged.put(key, give(key).path("id").asText());
        }
        return null;
    }

    /** The answer to that key, however often it has to be asked for. */
    JsonNode give(UUID key) throws InterruptedException {
        long end = System.nanoTime() + LONGEST_TRY.toNanos();
        String last = "no answer";
        while (System.nanoTime() < end) {
            try {
                Reply reply = wallet.post(viewer, path, key, "{\"giftId\": \"rose\", \"quantity\": 1}");
                if (reply.status() == 201) {
                    return reply.body();
                }
                last = reply.text();
                if (reply.status() != 503 && reply.status() != 401) {
                    throw new AssertionError("a gift was answered " + reply.status() + ": " + last);
                }
            } catch (UncheckedIOException noAnswer) {
                last = noAnswer.getMessage();
            }
            LockSupport.parkNanos(BACKOFF.toNanos());
        }
        throw new AssertionError("no answer to " + key + " within " + LONGEST_TRY + ": " + last);
    }
}
