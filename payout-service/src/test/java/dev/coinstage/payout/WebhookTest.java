package dev.coinstage.payout;

import static dev.coinstage.testing.Problems.problem;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@PayoutTest
class WebhookTest {

    private final UUID creator = UUID.randomUUID();
    private UUID payout;

    @BeforeEach
    void submitted() {
        payout = PayoutCalls.requested(creator, Provider.SUCCEEDS);
        PayoutCalls.await(creator, payout, "PROCESSING");
    }

    @Test
    void the_same_event_twice_is_taken_once() {
        Provider.moves(payout, "PAID", 0);
        var event = Provider.event(payout, "PAID", 0);
        Provider.tell(event).then().statusCode(204);
        Provider.tell(event).then().statusCode(204);
        PayoutCalls.await(creator, payout, "funds", "SETTLED");
        assertThat(Rows.events(payout)).containsOnlyOnce("payout.completed");
        assertThat(Rows.of(
                        "SELECT applied FROM provider_event WHERE id = ?",
                        Wallet.read(event).path("id").asText()))
                .containsExactly("t");
    }

    @Test
    void news_in_the_wrong_order_end_in_the_same_state() {
        Provider.moves(payout, "PAID", 0);
        for (var status : List.of("PAID", "PAID", "SENT", "SENT", "ACCEPTED", "ACCEPTED")) {
            Provider.tell(Provider.event(payout, status, 0)).then().statusCode(204);
        }
        assertThat(PayoutCalls.await(creator, payout, "funds", "SETTLED").getString("state"))
                .isEqualTo("COMPLETED");
        assertThat(Rows.events(payout)).containsExactly("payout.requested", "payout.submitted", "payout.completed");
    }

    @Test
    void a_forged_event_is_refused_and_changes_nothing() {
        var event = Provider.event(payout, "PAID", 0);
        Provider.tell(event, Provider.signature(event, "another secret", Instant.now()))
                .then()
                .spec(problem(401, "SIGNATURE_INVALID"));
        Provider.tell(event.replace("4875", "4876"), Provider.signature(event, Provider.SECRET, Instant.now()))
                .then()
                .spec(problem(401, "SIGNATURE_INVALID"));
        assertThat(PayoutCalls.payout(creator, payout).getString("state")).isEqualTo("PROCESSING");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "t=1", "v1=00", "t=x,v1=00", "nonsense"})
    void a_signature_of_another_form_is_refused(String signature) {
        Provider.tell(Provider.event(payout, "PAID", 0), signature).then().spec(problem(401, "SIGNATURE_INVALID"));
    }

    @ParameterizedTest
    @ValueSource(ints = {-301, 302})
    void an_event_of_another_time_is_refused(int seconds) {
        var event = Provider.event(payout, "PAID", 0);
        Provider.tell(
                        event,
                        Provider.signature(event, Provider.SECRET, Instant.now().plusSeconds(seconds)))
                .then()
                .spec(problem(401, "SIGNATURE_INVALID"));
        assertThat(PayoutCalls.payout(creator, payout).getString("state")).isEqualTo("PROCESSING");
    }

    @Test
    void another_amount_is_not_believed() {
        Provider.tell(Provider.event(payout, "PAID", 0).replace("4875", "4874"))
                .then()
                .statusCode(204);
        assertThat(PayoutCalls.payout(creator, payout).getString("state")).isEqualTo("PROCESSING");
        assertThat(Rows.of("SELECT applied FROM provider_event WHERE reference = ?", Provider.reference(payout)))
                .containsExactly("f");
    }

    @Test
    void what_contradicts_a_completed_payout_moves_no_money() {
        Provider.tells(payout, "PAID");
        PayoutCalls.await(creator, payout, "funds", "SETTLED");
        Provider.tell(Provider.event(payout, "FAILED", 0)).then().statusCode(204);
        assertThat(PayoutCalls.payout(creator, payout).getString("state")).isEqualTo("COMPLETED");
        assertThat(Wallet.kinds(payout)).containsExactly("payout.hold", "payout.settle");
    }

    @Test
    void an_event_about_nobodys_payout_is_noted() {
        var event = Provider.event(payout, "PAID", 0).replace(Provider.reference(payout), "another-platforms");
        Provider.tell(event).then().statusCode(204);
        assertThat(Rows.of("SELECT applied FROM provider_event WHERE reference = 'another-platforms'"))
                .contains("f");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "{}", "{\"id\":", "{\"id\":\"evt\",\"type\":\"x\",\"data\":null}"})
    void what_is_no_event_is_refused(String body) {
        Provider.tell(body, Provider.signature(body, Provider.SECRET, Instant.now()))
                .then()
                .spec(problem(400, "MALFORMED_REQUEST"));
    }

    @Test
    void an_event_is_not_that_large() {
        var body = "{\"id\":\"" + "x".repeat(20_000) + "\"}";
        Provider.tell(body, Provider.signature(body, Provider.SECRET, Instant.now()))
                .then()
                .spec(problem(413, "BODY_TOO_LARGE"));
    }
}
