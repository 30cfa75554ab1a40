package dev.coinstage.defaults.service;

import static dev.coinstage.testing.Problems.problem;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import com.fasterxml.uuid.Generators;
import dev.coinstage.defaults.idempotency.IdempotencyKey;
import dev.coinstage.testing.TokenIssuerResource;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** One key, one operation, in Hibernate Reactive's world. Each test writes a text of its own. */
@ServiceTest
class HibernateOutcomesTest {

    private static final UUID VERA = UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057");
    private static final UUID VIC = UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8058");
    private static final int CROWD = 8;

    private final UUID key = Generators.timeBasedEpochGenerator().generate();

    private static Response write(UUID user, UUID key, String text) {
        return given().header(
                        "Authorization",
                        "Bearer " + TokenIssuerResource.current().tokenFor(user, "viewer"))
                .header(IdempotencyKey.HEADER, key.toString())
                .contentType(ContentType.JSON)
                .body(Map.of("text", text))
                .post("/v1/notes");
    }

    @Test
    void a_retry_is_answered_from_the_first_outcome() {
        var first = write(VERA, key, "retried").then().statusCode(201).header(IdempotencyKey.REPLAYED, equalTo(null));

        write(VERA, key, "retried")
                .then()
                .statusCode(201)
                .header(IdempotencyKey.REPLAYED, "true")
                .body("id", equalTo(first.extract().path("id")));

        assertThat(Tables.notes("retried")).isEqualTo(1);
    }

    @Test
    void an_outcome_is_stored_as_the_json_that_it_is() {
        write(VERA, key, "stored").then().statusCode(201);

        var objects = "SELECT count(*) FROM idempotency_outcome WHERE key = ? AND jsonb_typeof(outcome) = 'object'";
        assertThat(Tables.count(objects, key)).isEqualTo(1);
    }

    @Test
    void a_key_with_another_body_is_a_conflict_and_changes_nothing() {
        write(VERA, key, "meant").then().statusCode(201);

        write(VERA, key, "not meant").then().spec(problem(409, "IDEMPOTENCY_KEY_REUSED"));

        assertThat(Tables.notes("not meant")).isZero();
        write(VERA, key, "meant").then().statusCode(201).header(IdempotencyKey.REPLAYED, "true");
    }

    @Test
    void another_callers_key_is_another_key() {
        var veras = write(VERA, key, "shared").then().statusCode(201).extract().<String>path("id");

        write(VIC, key, "shared")
                .then()
                .statusCode(201)
                .header(IdempotencyKey.REPLAYED, equalTo(null))
                .body("id", not(equalTo(veras)));

        assertThat(Tables.notes("shared")).isEqualTo(2);
    }

    @Test
    void a_failing_operation_stores_nothing() {
        write(VERA, key, NoteResource.REFUSED).then().spec(problem(422, "REFUSED"));

        assertThat(Tables.notes(NoteResource.REFUSED)).isZero();
        assertThat(Tables.outcomes(key)).isZero();
        write(VERA, key, "after a failure").then().statusCode(201).header(IdempotencyKey.REPLAYED, equalTo(null));
    }

    @Test
    void callers_of_one_key_at_once_run_the_operation_once() {
        var calls = IntStream.range(0, CROWD)
                .mapToObj(caller -> CompletableFuture.supplyAsync(() -> write(VERA, key, "at once")))
                .toList();
        var replies = calls.stream().map(CompletableFuture::join).toList();

        assertThat(replies).extracting(Response::statusCode).containsOnly(201);
        assertThat(replies.stream().map(reply -> reply.<String>path("id")).distinct())
                .hasSize(1);
        assertThat(replies.stream().filter(reply -> reply.header(IdempotencyKey.REPLAYED) == null))
                .hasSize(1);
        assertThat(Tables.notes("at once")).isEqualTo(1);
    }

    @Test
    void a_key_is_asked_for_and_checked() {
        given().header(
                        "Authorization",
                        "Bearer " + TokenIssuerResource.current().tokenFor(VERA, "viewer"))
                .contentType(ContentType.JSON)
                .body(Map.of("text", "without a key"))
                .post("/v1/notes")
                .then()
                .spec(problem(400, "IDEMPOTENCY_KEY_MISSING"));
        write(VERA, UUID.randomUUID(), "key of version 4").then().spec(problem(400, "IDEMPOTENCY_KEY_MALFORMED"));
    }
}
