package dev.coinstage.defaults.service;

import static dev.coinstage.testing.Problems.problem;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import dev.coinstage.testing.TestToken;
import dev.coinstage.testing.TokenIssuerResource;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which tokens open a door, and what those that do not are told. */
@ServiceTest
class TokensTest {

    private static final UUID VERA = UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057");

    private static TestToken viewer() {
        return TokenIssuerResource.current().token().subject(VERA).roles("viewer");
    }

    private static ValidatableResponse mine(String token) {
        return given().header("Authorization", "Bearer " + token)
                .get("/v1/probes/mine")
                .then();
    }

    private static void assertRefused(String token) {
        mine(token).spec(problem(401, "UNAUTHENTICATED")).header("WWW-Authenticate", "Bearer");
    }

    @Test
    void a_good_token_tells_who_calls() {
        mine(viewer().signed()).statusCode(200).body("subject", equalTo(VERA.toString()));
    }

    @Test
    void roles_are_those_of_the_realm() {
        mine(viewer().signed()).body("moderator", equalTo("false"));
        mine(viewer().roles("viewer", "moderator").signed()).body("moderator", equalTo("true"));
    }

    @Test
    void a_token_that_was_verified_is_not_remembered_beyond_its_expiry() {
        var token = viewer().expiry(Instant.now().plusSeconds(3)).signed();
        mine(token).statusCode(200);
        mine(token).statusCode(200).body("subject", equalTo(VERA.toString()));
        Awaitility.await().untilAsserted(() -> assertRefused(token));
    }

    @Test
    void only_the_very_token_that_was_verified_is_remembered() {
        var token = viewer().signed();
        mine(token).statusCode(200);
        assertRefused(token.substring(0, token.length() - 6) + "AAAAAA");
        mine(token).statusCode(200);
    }

    @Test
    void no_token_is_refused() {
        given().get("/v1/probes/mine")
                .then()
                .spec(problem(401, "UNAUTHENTICATED"))
                .header("WWW-Authenticate", "Bearer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "a.b.c", ""})
    void what_is_no_token_is_refused(String token) {
        assertRefused(token);
    }

    @Test
    void another_scheme_is_refused() {
        given().header("Authorization", "Basic dmVyYTp2ZXJh")
                .get("/v1/probes/mine")
                .then()
                .spec(problem(401, "UNAUTHENTICATED"));
    }

    @Test
    void an_expired_token_is_refused() {
        assertRefused(viewer().expired().signed());
        assertRefused(viewer().expiry(Instant.now().minusSeconds(2)).signed());
    }

    @Test
    void a_token_without_expiry_is_refused() {
        assertRefused(viewer().withoutExpiry().signed());
    }

    @Test
    void a_token_of_the_future_is_refused() {
        assertRefused(viewer().notBefore(Instant.now().plusSeconds(3600)).signed());
    }

    @Test
    void a_forged_token_is_refused() {
        assertRefused(viewer().forged());
    }

    @Test
    void an_unsigned_token_is_refused() {
        assertRefused(viewer().unsigned());
    }

    @Test
    void a_token_signed_with_the_public_key_is_refused() {
        assertRefused(viewer().signedWithThePublicKey());
    }

    @Test
    void a_token_for_another_audience_is_refused() {
        assertRefused(viewer().audience("account").signed());
        assertRefused(viewer().without("aud").signed());
    }

    @Test
    void a_token_of_another_issuer_is_refused() {
        assertRefused(viewer().issuer("https://login.coinstage.example/realms/coinstage")
                .signed());
        assertRefused(viewer().without("iss").signed());
    }

    @ParameterizedTest
    @ValueSource(strings = {"vera", "", "1-1-1-1-1"})
    void a_subject_that_is_no_user_of_ours_is_refused(String subject) {
        assertRefused(viewer().claim("sub", subject).signed());
    }

    @Test
    void a_token_without_a_subject_is_refused() {
        assertRefused(viewer().without("sub").signed());
    }

    @Test
    void a_token_without_the_role_is_forbidden() {
        mine(viewer().roles("creator").signed()).spec(problem(403, "FORBIDDEN"));
        mine(viewer().roles().signed()).spec(problem(403, "FORBIDDEN"));
        mine(viewer().without("realm_access").signed()).spec(problem(403, "FORBIDDEN"));
    }

    @Test
    void an_open_door_asks_for_no_token() {
        given().get("/v1/probes/open").then().statusCode(200);
    }

    @Test
    void a_rotated_key_is_accepted_and_the_old_one_stays_good() {
        var old = viewer().signed();
        TokenIssuerResource.current().rotateKey();

        Awaitility.await()
                .atMost(Duration.ofSeconds(15))
                .untilAsserted(() -> mine(viewer().signed()).statusCode(200));
        mine(old).statusCode(200);
    }

    /** Neither refused, for the token may be good, nor let in. */
    @Test
    void a_token_whose_key_cannot_be_fetched_is_to_be_tried_again() {
        var issuer = TokenIssuerResource.current();
        issuer.rotateKey();
        issuer.stop();
        try {
            mine(viewer().signed())
                    .spec(problem(503, "NOT_READY"))
                    .header("Retry-After", "1")
                    .body("waitingFor", equalTo(List.of("identity-provider")));
        } finally {
            issuer.start();
        }
        Awaitility.await()
                .atMost(Duration.ofSeconds(15))
                .untilAsserted(() -> mine(viewer().signed()).statusCode(200));
    }
}
