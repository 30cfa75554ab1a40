package dev.coinstage.defaults.feed;

import static dev.coinstage.testing.Problems.problem;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.hasItem;

import dev.coinstage.defaults.feed.TakenEvents.Crash;
import dev.coinstage.defaults.service.Rows;
import dev.coinstage.defaults.service.ServiceTest;
import dev.coinstage.testing.PeerStub;
import dev.coinstage.testing.PeersResource;
import dev.coinstage.testing.TokenIssuerResource;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One effect on a peer's feed, through crashes, replays, poison and failover of the peer. */
@ServiceTest
class ConsumptionTest {

    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final PeerStub peer = PeersResource.stub(TakenEvents.FEED);
    private final TakenEvents effect;
    private final Cursors cursors;
    private final Pool pool;
    private final String name = UUID.randomUUID().toString().substring(0, 8);

    ConsumptionTest(TakenEvents effect, Cursors cursors, Pool pool) {
        this.effect = effect;
        this.cursors = cursors;
        this.pool = pool;
    }

    @AfterEach
    void nothing_goes_wrong_any_more() {
        effect.crashes.clear();
        peer.start();
    }

    private String text(int number) {
        return name + "-" + number;
    }

    private UUID say(int number) {
        return peer.feed().publish("peer.said", "subject", "{\"text\": \"" + text(number) + "\"}");
    }

    private List<String> taken() {
        return Rows.of("SELECT text FROM taken WHERE text LIKE ? ORDER BY place", name + "-%");
    }

    private void awaitTaken(int... numbers) {
        var expected = IntStream.of(numbers).mapToObj(this::text).toList();
        Awaitility.await().atMost(LONGEST).until(() -> taken().size() >= expected.size());
        awaitRead();
        assertThat(taken()).containsExactlyElementsOf(expected);
    }

    private void awaitRead() {
        Awaitility.await()
                .atMost(LONGEST)
                .until(() -> Rows.of("SELECT position FROM feed_cursor WHERE effect = ?", TakenEvents.EFFECT)
                        .equals(List.of(Long.toString(peer.feed().last()))));
    }

    private static ValidatableResponse operate(String role, String method, String path) {
        return given().auth()
                .oauth2(TokenIssuerResource.current().tokenFor(UUID.randomUUID(), role))
                .request(method, "/internal/v1/parked-events" + path)
                .then();
    }

    @Test
    void events_are_taken_once_and_in_order_and_others_are_left() {
        say(1);
        peer.feed().publish("peer.coughed", "subject", "{\"text\": \"" + text(9) + "\"}");
        say(2);
        say(3);

        awaitTaken(1, 2, 3);
    }

    @ParameterizedTest
    @EnumSource(names = "ALWAYS", mode = EnumSource.Mode.EXCLUDE)
    void after_a_crash_at_any_step_each_event_is_taken_once(Crash crash) {
        effect.crashes.put(text(2), crash);

        say(1);
        say(2);
        say(3);

        awaitTaken(1, 2, 3);
        assertThat(effect.crashes).as("the crash happened").isEmpty();
        assertThat(Rows.of("SELECT 1 FROM parked_event WHERE envelope::text LIKE ?", "%" + name + "%"))
                .as("a crash is nobody's fault")
                .isEmpty();
    }

    @Test
    void a_feed_that_is_read_again_from_its_beginning_changes_nothing() {
        say(1);
        say(2);
        awaitTaken(1, 2);

        Rows.change("UPDATE feed_cursor SET position = 0 WHERE effect = ?", TakenEvents.EFFECT);

        say(3);
        awaitTaken(1, 2, 3);
    }

    /** What keeps a replay harmless: without it the same test finds the events twice. */
    @Test
    void a_cursor_that_forgets_what_it_took_takes_it_again() {
        say(1);
        awaitTaken(1);

        Rows.change("UPDATE feed_cursor SET position = 0, applied = 0 WHERE effect = ?", TakenEvents.EFFECT);

        Awaitility.await().atMost(LONGEST).until(() -> taken().size() == 2);
    }

    @Test
    void poison_is_parked_and_stops_nobody_and_is_replayed_once_it_is_mended() {
        effect.crashes.put(text(2), Crash.ALWAYS);
        say(1);
        var poison = say(2);
        say(3);

        awaitTaken(1, 3);
        operate("operator", "GET", "").statusCode(200).body("items.eventId", hasItem(poison.toString()));
        operate("operator", "POST", "/taken/" + poison + "/replay").spec(problem(409, "STILL_FAILING"));

        effect.crashes.clear();
        operate("operator", "POST", "/taken/" + poison + "/replay").statusCode(204);
        awaitTaken(1, 3, 2);
        operate("operator", "POST", "/taken/" + poison + "/replay").spec(problem(404, "PARKED_EVENT_NOT_FOUND"));
        awaitTaken(1, 3, 2);
    }

    @Test
    void only_operators_see_and_replay_what_is_parked() {
        for (var role : List.of("viewer", "service", "security-lead")) {
            operate(role, "GET", "").statusCode(403);
            operate(role, "POST", "/taken/" + UUID.randomUUID() + "/replay").statusCode(403);
        }
        given().get("/internal/v1/parked-events").then().statusCode(401);
    }

    @Test
    void a_peer_that_is_away_is_waited_for() {
        say(1);
        awaitTaken(1);
        peer.stop();
        say(2);
        Awaitility.await().pollDelay(Duration.ofMillis(500)).until(() -> true);
        peer.start();

        awaitTaken(1, 2);
    }

    @Test
    void a_peer_that_lost_its_tail_is_read_from_where_both_histories_are_the_same() {
        say(1);
        say(2);
        awaitTaken(1, 2);

        peer.feed().failOver("1-" + name, peer.feed().last() - 1);
        say(3);

        awaitTaken(1, 2, 3);
    }

    @Test
    void a_holder_that_lost_its_lease_moves_nothing() {
        var one = cursors.lease("other-service", name, "one", Duration.ofMillis(1))
                .await()
                .atMost(LONGEST)
                .orElseThrow();
        Awaitility.await()
                .atMost(LONGEST)
                .until(() -> cursors.lease("other-service", name, "two", Duration.ofMinutes(1))
                        .await()
                        .atMost(LONGEST)
                        .isPresent());

        assertThatThrownBy(() -> pool.withTransaction(tx -> cursors.move(tx, one, new FeedPlace("1", 5)))
                        .await()
                        .atMost(LONGEST))
                .isInstanceOf(Cursors.Fenced.class);
        assertThat(cursors.lease("other-service", name, "one", Duration.ofMinutes(1))
                        .await()
                        .atMost(LONGEST))
                .as("the lease is the other's")
                .isEmpty();
        assertThat(Rows.of("SELECT position FROM feed_cursor WHERE effect = ?", name))
                .containsExactly("0");
    }

    @Test
    void a_place_that_was_moved_meanwhile_is_not_moved_again() {
        var leased = cursors.lease("other-service", name, "one", Duration.ofMinutes(1))
                .await()
                .atMost(LONGEST)
                .orElseThrow();
        pool.withTransaction(tx -> cursors.move(tx, leased, new FeedPlace("1", 5)))
                .await()
                .atMost(LONGEST);

        assertThatThrownBy(() -> pool.withTransaction(tx -> cursors.move(tx, leased, new FeedPlace("1", 6)))
                        .await()
                        .atMost(LONGEST))
                .isInstanceOf(Cursors.Fenced.class);
    }
}
