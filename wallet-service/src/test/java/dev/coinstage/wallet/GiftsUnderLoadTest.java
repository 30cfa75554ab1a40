package dev.coinstage.wallet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.response.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many gifts at once, and the database's faults among them. */
@WalletTest
class GiftsUnderLoadTest {

    @FromAppStore
    AppStoreSigner appStore;

    private final UUID viewer = UUID.randomUUID();
    private final UUID creator = UUID.randomUUID();
    private UUID live;

    @BeforeEach
    void a_viewer_has_100_coins_in_a_live() {
        live = WalletCalls.startLive(creator);
        WalletCalls.buy100(appStore, viewer);
    }

    @AfterEach
    void the_books_balance() {
        Books.assertBalanced();
    }

    @Test
    void two_hundred_gifts_at_once_reach_one_creator_and_one_key_among_them_counts_once() {
        var shared = WalletCalls.key();
        var calls = new ArrayList<Callable<Response>>();
        for (int viewerNumber = 0; viewerNumber < 10; viewerNumber++) {
            var giver = UUID.randomUUID();
            WalletCalls.buy100(appStore, giver);
            for (int gift = 0; gift < 20; gift++) {
                var key = gift < 5 ? shared : WalletCalls.key();
                calls.add(() -> WalletCalls.give(giver, key, live, "finger-heart", 1));
            }
        }
        var replies = atOnce(calls);
        assertThat(replies).allMatch(reply -> reply.statusCode() == 201);
        assertThat(replies.stream().filter(reply -> reply.header("Idempotency-Replayed") != null))
                .hasSize(40);
        WalletCalls.as(creator, "creator").get("/v1/accounts").then().body("items[0].available", equalTo(160 * 2));
    }

    @Test
    void coins_are_never_spent_twice_under_contention() {
        var calls = new ArrayList<Callable<Response>>();
        for (int gift = 0; gift < 40; gift++) {
            calls.add(() -> WalletCalls.give(viewer, WalletCalls.key(), live, "finger-heart", 1));
        }
        var statuses = atOnce(calls).stream().map(Response::statusCode).toList();
        assertThat(statuses.stream().filter(status -> status == 201)).hasSize(20);
        assertThat(statuses.stream().filter(status -> status == 422)).hasSize(20);
    }

    /** A fault of the database that one gift provokes must not reach the gifts beside it in its batch. */
    @Test
    void a_gift_that_cannot_be_written_harms_none_beside_it() {
        Books.execute("""
                CREATE FUNCTION refuse_doughnuts() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                    IF NEW.detail ->> 'giftId' = 'doughnut' THEN RAISE EXCEPTION 'no doughnuts today'; END IF; RETURN NEW;
                END $$;
                CREATE TRIGGER refuse_doughnuts BEFORE INSERT ON posting FOR EACH ROW EXECUTE FUNCTION refuse_doughnuts();""");
        try {
            var calls = new ArrayList<Callable<Response>>();
            for (int gift = 0; gift < 10; gift++) {
                calls.add(() -> WalletCalls.give(viewer, WalletCalls.key(), live, "rose", 1));
                calls.add(() -> WalletCalls.give(viewer, WalletCalls.key(), live, "doughnut", 1));
            }
            var statuses = atOnce(calls).stream().map(Response::statusCode).toList();
            assertThat(statuses.stream().filter(status -> status == 201)).hasSize(10);
            assertThat(statuses.stream().filter(status -> status == 500)).hasSize(10);
        } finally {
            Books.execute("DROP TRIGGER refuse_doughnuts ON posting; DROP FUNCTION refuse_doughnuts()");
        }
    }

    /** The client must retry with the same key, and then learn the one outcome, whatever broke in between. */
    @Test
    void connections_that_break_under_load_lose_nothing_and_repeat_nothing() {
        var keys = new ArrayList<String>();
        var calls = new ArrayList<Callable<Response>>();
        for (int gift = 0; gift < 60; gift++) {
            var key = WalletCalls.key();
            keys.add(key);
            calls.add(() -> WalletCalls.give(viewer, key, live, "rose", 1));
        }
        var killer = Executors.newSingleThreadExecutor();
        try {
            for (int kill = 0; kill < 20; kill++) {
                killer.submit(
                        () -> Books.execute(
                                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND application_name LIKE 'vertx%'"));
            }
            var statuses = atOnce(calls).stream().map(Response::statusCode).toList();
            assertThat(statuses).allMatch(status -> status == 201 || status == 503);
        } finally {
            killer.shutdown();
            Awaitility.await().until(killer::isTerminated);
        }
        for (var key : keys) {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> WalletCalls.give(viewer, key, live, "rose", 1).statusCode() == 201);
        }
        WalletCalls.as(viewer, "viewer").get("/v1/accounts").then().body("items[0].available", equalTo(40));
    }

    private static List<Response> atOnce(List<Callable<Response>> calls) {
        var threads = Executors.newFixedThreadPool(Math.min(calls.size(), 100));
        try {
            var replies = new ArrayList<Response>();
            for (Future<Response> reply : threads.invokeAll(calls)) {
                replies.add(reply.get());
            }
            return replies;
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            threads.shutdown();
        }
    }
}
