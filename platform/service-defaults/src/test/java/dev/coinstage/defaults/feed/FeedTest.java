package dev.coinstage.defaults.feed;

import static dev.coinstage.testing.Problems.problem;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;

import dev.coinstage.defaults.ids.IdSource;
import dev.coinstage.defaults.service.Rows;
import dev.coinstage.defaults.service.ServiceTest;
import dev.coinstage.testing.TokenIssuerResource;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The feed of a service's own facts, over HTTP, from transactions that commit, roll back and stay open. */
@ServiceTest
class FeedTest {

    private static final Duration LONGEST = Duration.ofSeconds(20);
    private static final int CROWD = 40;

    private final Pool pool;
    private final Outbox outbox;
    private final HibernateOutbox hibernateOutbox;
    private final SealEvents sealer;
    private final IdSource ids;

    FeedTest(Pool pool, Outbox outbox, HibernateOutbox hibernateOutbox, SealEvents sealer, IdSource ids) {
        this.pool = pool;
        this.outbox = outbox;
        this.hibernateOutbox = hibernateOutbox;
        this.sealer = sealer;
        this.ids = ids;
    }

    private Event event(String type) {
        return new Event(ids.next(), type, "subject", Instant.parse("2026-01-01T00:00:00Z"), Map.of("n", 1));
    }

    private UUID publish(String type) {
        var event = event(type);
        inTransaction(tx -> outbox.publish(tx, event));
        return event.id();
    }

    private <T> T inTransaction(Function<SqlConnection, Uni<T>> work) {
        return pool.withTransaction(work).await().atMost(LONGEST);
    }

    private static ValidatableResponse read(String after, int timeout) {
        return given().auth()
                .oauth2(TokenIssuerResource.current().tokenFor(UUID.randomUUID(), "service"))
                .queryParam("after", after)
                .queryParam("limit", 500)
                .queryParam("timeout", timeout)
                .get("/events")
                .then();
    }

    private static JsonPath page(String after) {
        return read(after, 0).statusCode(200).extract().jsonPath();
    }

    /** Where the feed ends once everything that is committed is sealed. */
    private static String end() {
        Awaitility.await()
                .atMost(LONGEST)
                .until(() -> Rows.of("SELECT 1 FROM event_outbox WHERE position IS NULL")
                        .isEmpty());
        var place = "";
        var page = page(place);
        while (!page.getList("events").isEmpty()) {
            place = page.getString("next");
            page = page(place);
        }
        return page.getString("next");
    }

    private static List<String> idsAfter(String place, int expected) {
        Awaitility.await()
                .atMost(LONGEST)
                .until(() -> page(place).getList("events").size() >= expected);
        return page(place).getList("events.id");
    }

    @Test
    void an_event_is_told_as_a_cloud_event() {
        var end = end();
        var id = publish("defaults.noted");

        idsAfter(end, 1);
        read(end, 0)
                .body("events[0].specversion", equalTo("1.0"))
                .body("events[0].id", equalTo(id.toString()))
                .body("events[0].source", equalTo("service-defaults"))
                .body("events[0].type", equalTo("defaults.noted"))
                .body("events[0].subject", equalTo("subject"))
                .body("events[0].time", equalTo("2026-01-01T00:00:00Z"))
                .body("events[0].data.n", equalTo(1));
    }

    /** With numbers given at insert, whoever had read the second event would never be told of the first. */
    @Test
    void an_open_transaction_is_not_skipped_by_one_that_commits_before_it() {
        var end = end();
        var early = event("defaults.early");
        var mayCommit = new CompletableFuture<Void>();
        var isWritten = new CompletableFuture<Void>();
        var open = pool.withTransaction(tx -> outbox.publish(tx, early)
                        .invoke(() -> isWritten.complete(null))
                        .flatMap(written -> Uni.createFrom().completionStage(mayCommit)))
                .subscribeAsCompletionStage();
        isWritten.join();
        var late = publish("defaults.late");

        assertThat(idsAfter(end, 1)).containsExactly(late.toString());
        var afterLate = page(end).getString("next");
        assertThat(page(afterLate).getList("events")).isEmpty();

        mayCommit.complete(null);
        open.join();

        assertThat(idsAfter(afterLate, 1)).containsExactly(early.id().toString());
        assertThat(Rows.of("SELECT type FROM event_outbox WHERE id IN (?, ?) ORDER BY place", early.id(), late))
                .as("by the order of insertion, which readers must not go by")
                .containsExactly("defaults.early", "defaults.late");
        assertThat(Rows.of("SELECT type FROM event_outbox WHERE id IN (?, ?) ORDER BY position", early.id(), late))
                .containsExactly("defaults.late", "defaults.early");
    }

    @Test
    void positions_have_no_gaps_though_transactions_roll_back() {
        var end = end();
        var calls = IntStream.range(0, CROWD)
                .mapToObj(number -> CompletableFuture.runAsync(() -> {
                    if (number % 4 == 0) {
                        assertThatThrownBy(() -> inTransaction(tx -> outbox.publish(tx, event("defaults.lost"))
                                        .flatMap(written -> Uni.createFrom().failure(new IllegalStateException("no")))))
                                .hasMessage("no");
                    } else {
                        publish("defaults.kept");
                    }
                }))
                .toList();
        calls.forEach(CompletableFuture::join);

        idsAfter(end, CROWD * 3 / 4);
        var page = page(end);
        var first = Long.parseLong(end.substring(end.lastIndexOf(':') + 1)) + 1;
        assertThat(page.getList("events.type")).containsOnly("defaults.kept");
        assertThat(page.getList("events.sequence"))
                .containsExactlyElementsOf(LongStream.range(first, first + CROWD * 3 / 4)
                        .mapToObj(Long::toString)
                        .toList());
    }

    @Test
    void events_of_one_transaction_keep_their_order() {
        var end = end();
        var events = IntStream.range(0, 5)
                .mapToObj(number -> event("defaults.step" + number))
                .toList();
        inTransaction(tx -> outbox.publish(tx, events));

        assertThat(idsAfter(end, 5))
                .containsExactlyElementsOf(
                        events.stream().map(event -> event.id().toString()).toList());
    }

    @Test
    void a_reader_who_waits_is_told_when_something_happens() throws Exception {
        var end = end();
        var waiting = CompletableFuture.supplyAsync(
                () -> read(end, 20).statusCode(200).extract().jsonPath());
        Awaitility.await().pollDelay(Duration.ofMillis(300)).until(() -> !waiting.isDone());

        var id = publish("defaults.awaited");

        assertThat(waiting.get(10, java.util.concurrent.TimeUnit.SECONDS).getList("events.id"))
                .containsExactly(id.toString());
    }

    @Test
    void hibernate_publishes_in_its_transaction() throws Throwable {
        var kept = event("defaults.hibernate");
        var lost = event("defaults.hibernate");
        VertxContextSupport.subscribeAndAwait(() -> Panache.withTransaction(
                () -> Panache.getSession().flatMap(session -> hibernateOutbox.publish(session, kept))));
        assertThatThrownBy(() ->
                        VertxContextSupport.subscribeAndAwait(() -> Panache.withTransaction(() -> Panache.getSession()
                                .flatMap(session -> hibernateOutbox.publish(session, lost))
                                .flatMap(written -> Uni.createFrom().failure(new IllegalStateException("no"))))))
                .hasMessage("no");

        assertThat(Rows.of("SELECT data ->> 'n' FROM event_outbox WHERE id IN (?, ?)", kept.id(), lost.id()))
                .containsExactly("1");
    }

    @Test
    void an_event_is_neither_changed_nor_deleted() {
        var id = publish("defaults.final");
        end();
        for (var sql : List.of(
                "UPDATE event_outbox SET type = 'defaults.other' WHERE id = ?",
                "UPDATE event_outbox SET position = position + 1000 WHERE id = ?",
                "DELETE FROM event_outbox WHERE id = ?")) {
            assertThatThrownBy(() -> Rows.change(sql, id)).hasMessageContaining("an event is sealed once");
        }
    }

    @Test
    void cursors_of_nowhere_are_refused() {
        for (var cursor : List.of("nonsense", ":7", "1:-1", "1:x")) {
            read(cursor, 0).spec(problem(400, "INVALID_CURSOR"));
        }
        var end = end();
        var beyond = end.substring(0, end.lastIndexOf(':')) + ":999999999";
        read(beyond, 0).spec(problem(400, "INVALID_CURSOR"));
    }

    @Test
    void a_reader_of_another_history_is_sent_back_to_what_both_share() {
        publish("defaults.first");
        var end = end();
        var epoch = end.substring(0, end.lastIndexOf(':'));
        var last = Long.parseLong(end.substring(epoch.length() + 1));
        Rows.change("INSERT INTO feed_epoch (ordinal, epoch, began) OVERRIDING SYSTEM VALUE VALUES (0, 'old-1', 0)");
        Rows.change("UPDATE feed_epoch SET began = ? WHERE epoch = ?", last - 1, epoch);
        try {
            read("old-1:" + (last + 7), 0)
                    .spec(problem(410, "FEED_EPOCH_CHANGED"))
                    .body("resumeAt", equalTo(epoch + ":" + (last - 1)));
            read("unheard-of:7", 0)
                    .body(
                            "resumeAt",
                            equalTo(epoch + ":"
                                    + Rows.of("SELECT dropped FROM feed_head").get(0)));
        } finally {
            Rows.change("DELETE FROM feed_epoch WHERE epoch = 'old-1'");
        }
    }

    @Test
    void what_is_older_than_the_retention_is_dropped_from_the_beginning_on() {
        var old = ids.next();
        inTransaction(tx -> outbox.publish(
                tx, new Event(old, "defaults.old", "subject", Instant.parse("2020-01-01T00:00:00Z"), Map.of())));
        Rows.change("UPDATE feed_head SET position = position");
        end();
        var young = new Event(ids.next(), "defaults.young", "subject", Instant.now(), Map.of());
        inTransaction(tx -> outbox.publish(tx, young));
        var end = end();
        var epoch = end.substring(0, end.lastIndexOf(':'));

        sealer.drop().await().atMost(LONGEST);

        assertThat(Rows.of("SELECT 1 FROM event_outbox WHERE id = ?", old)).isEmpty();
        assertThat(Rows.of("SELECT 1 FROM event_outbox WHERE id = ?", young.id()))
                .hasSize(1);
        read(epoch + ":0", 0).spec(problem(410, "FEED_DROPPED"));
        var resume = read(epoch + ":0", 0).extract().jsonPath().getString("resumeAt");
        assertThat(page(resume).getList("events.id", String.class))
                .contains(young.id().toString());
        assertThat(page("").getList("events")).isEqualTo(page(resume).getList("events"));
    }

    @Test
    void only_services_read_it() {
        given().get("/events").then().statusCode(401);
        for (var role : List.of("viewer", "finance", "operator")) {
            given().auth()
                    .oauth2(TokenIssuerResource.current().tokenFor(UUID.randomUUID(), role))
                    .get("/events")
                    .then()
                    .statusCode(403);
        }
    }
}
