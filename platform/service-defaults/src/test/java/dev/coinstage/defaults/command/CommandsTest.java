package dev.coinstage.defaults.command;

import static dev.coinstage.testing.Problems.problem;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.hasItem;

import dev.coinstage.defaults.ids.IdSource;
import dev.coinstage.defaults.service.Rows;
import dev.coinstage.defaults.service.ServiceTest;
import dev.coinstage.testing.TokenIssuerResource;
import io.restassured.response.ValidatableResponse;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls as rows, through silence, refusals that nothing mends, crashes and zombies. */
@ServiceTest
class CommandsTest {

    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final Pool pool;
    private final Commands commands;
    private final CommandRows rows;
    private final ScriptedCalls calls;
    private final IdSource ids;
    private final String subject = UUID.randomUUID().toString();

    CommandsTest(Pool pool, Commands commands, CommandRows rows, ScriptedCalls calls, IdSource ids) {
        this.pool = pool;
        this.commands = commands;
        this.rows = rows;
        this.calls = calls;
        this.ids = ids;
    }

    private UUID issue(String say) {
        var id = ids.next();
        issue(id, say);
        return id;
    }

    private void issue(UUID id, String say) {
        pool.withTransaction(tx -> commands.issue(tx, id, ScriptedCalls.ACTION, subject, Map.of("say", say)))
                .await()
                .atMost(LONGEST);
    }

    private void script(List<Supplier<Uni<Attempt>>> tries) {
        calls.scripts.put(subject, tries);
    }

    private static Supplier<Uni<Attempt>> ends(Attempt attempt) {
        return () -> Uni.createFrom().item(attempt);
    }

    private static List<String> state(UUID id) {
        return Rows.of("SELECT state FROM outgoing_command WHERE id = ?", id);
    }

    private static void awaitState(UUID id, String state) {
        Awaitility.await().atMost(LONGEST).until(() -> state(id).equals(List.of(state)));
    }

    private static List<String> endings(UUID id) {
        return Rows.of("SELECT answer FROM ended WHERE command = ? ORDER BY place", id);
    }

    private int callsOf(UUID id) {
        return Collections.frequency(calls.calls, id);
    }

    private static ValidatableResponse operate(String role, String method, String path) {
        return given().auth()
                .oauth2(TokenIssuerResource.current().tokenFor(UUID.randomUUID(), role))
                .request(method, "/internal/v1/parked-commands" + path)
                .then();
    }

    @Test
    void a_command_is_called_and_its_answer_written() {
        var id = issue("hello");

        awaitState(id, "DONE");
        assertThat(endings(id)).containsExactly("hello");
        assertThat(callsOf(id)).isEqualTo(1);
    }

    @Test
    void what_was_not_committed_is_not_called() {
        var id = ids.next();
        assertThatThrownBy(() -> pool.withTransaction(tx -> commands.issue(
                                        tx, id, ScriptedCalls.ACTION, subject, Map.of("say", "no"))
                                .flatMap(issued -> Uni.createFrom().failure(new IllegalStateException("taken back"))))
                        .await()
                        .atMost(LONGEST))
                .hasMessage("taken back");
        awaitState(issue("after it"), "DONE");

        assertThat(callsOf(id)).isZero();
    }

    @Test
    void silence_is_asked_again_with_the_same_id() {
        script(List.of(
                ends(new Attempt.Again("503")),
                () -> Uni.createFrom().failure(new IllegalStateException("connection reset"))));

        var id = issue("at last");

        awaitState(id, "DONE");
        assertThat(callsOf(id)).isEqualTo(3);
        assertThat(endings(id)).containsExactly("at last");
    }

    @Test
    void the_same_id_again_changes_nothing() {
        var id = issue("once");
        awaitState(id, "DONE");

        issue(id, "twice");
        awaitState(issue("after it"), "DONE");

        assertThat(endings(id)).containsExactly("once");
        assertThat(callsOf(id)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"before", "commit"})
    void after_a_crash_between_the_call_and_its_end_it_is_called_again_and_ends_once(String where) {
        calls.cuts.put(subject, where);

        var id = issue("crashed");

        awaitState(id, "DONE");
        assertThat(calls.cuts).as("the crash happened").doesNotContainKey(subject);
        assertThat(callsOf(id)).isEqualTo(2);
        assertThat(endings(id)).containsExactly("crashed");
    }

    @Test
    void a_hopeless_call_is_parked_and_holds_up_its_subject_until_somebody_mends_it() {
        script(List.of(ends(new Attempt.Hopeless("403"))));
        var hold = issue("hold");
        awaitState(hold, "PARKED");
        calls.scripts.remove(subject);
        var release = issue("void");

        operate("operator", "GET", "").statusCode(200).body("items.commandId", hasItem(hold.toString()));
        Awaitility.await().pollDelay(Duration.ofMillis(200)).until(() -> true);
        assertThat(callsOf(release)).as("a void must not overtake its hold").isZero();

        operate("operator", "POST", "/" + hold + "/retry").statusCode(204);
        awaitState(release, "DONE");
        assertThat(endings(hold)).containsExactly("hold");
        operate("operator", "POST", "/" + hold + "/retry").spec(problem(404, "PARKED_COMMAND_NOT_FOUND"));
    }

    @Test
    void commands_of_one_subject_go_in_order() {
        script(List.of(ends(new Attempt.Again("not yet"))));
        var first = issue("first");
        calls.scripts.remove(subject);
        var second = issue("second");

        awaitState(second, "DONE");
        assertThat(Rows.of("SELECT answer FROM ended WHERE command IN (?, ?) ORDER BY place", first, second))
                .containsExactly("first", "second");
    }

    /** A process that was silent for longer than its lease, and then comes back with an answer. */
    @Test
    void a_zombie_ends_nothing() {
        script(List.of(ends(new Attempt.Hopeless("held here by the test"))));
        var id = issue("fenced");
        awaitState(id, "PARKED");
        Rows.change(
                "UPDATE outgoing_command SET state = 'PENDING', due_at = now() + interval '1 hour' WHERE id = ?", id);
        var old = new CommandRows.Claimed(new OutgoingCommand(id, ScriptedCalls.ACTION, subject, null, 1, null), 1);
        Rows.change("UPDATE outgoing_command SET token = 2 WHERE id = ?", id);

        var ended = pool.withTransaction(tx ->
                        rows.done(tx, old, com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.objectNode()))
                .await()
                .atMost(LONGEST);

        assertThat(ended).isFalse();
        rows.park(old, "zombie").await().atMost(LONGEST);
        rows.again(old, Duration.ZERO, "zombie").await().atMost(LONGEST);
        assertThat(state(id)).containsExactly("PENDING");
    }

    @Test
    void nobody_issues_what_nobody_does() {
        assertThatThrownBy(
                        () -> pool.withTransaction(tx -> commands.issue(tx, ids.next(), "unknown", subject, Map.of()))
                                .await()
                                .atMost(LONGEST))
                .hasMessage("nobody does unknown");
    }

    @Test
    void only_operators_see_and_retry_what_is_parked() {
        for (var role : List.of("viewer", "service", "finance")) {
            operate(role, "GET", "").statusCode(403);
            operate(role, "POST", "/" + UUID.randomUUID() + "/retry").statusCode(403);
        }
        given().get("/internal/v1/parked-commands").then().statusCode(401);
    }
}
