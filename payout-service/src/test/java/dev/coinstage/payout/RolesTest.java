package dev.coinstage.payout;

import static dev.coinstage.testing.Problems.problem;

import dev.coinstage.testing.RoleMatrix;
import dev.coinstage.testing.TokenIssuerResource;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Who may call what: every operation of the contract with every role. */
@PayoutTest
class RolesTest {

    @TestFactory
    Stream<DynamicTest> only_the_stated_roles_pass() {
        return RoleMatrix.of(PayoutCalls.CONTRACT, PayoutCalls::anonymous)
                .library()
                .allows("GET /v1/payout-methods", "creator")
                .allows("POST /v1/payout-methods", "creator")
                .allows("POST /v1/payout-quotes", "creator")
                .allows("POST /v1/payouts", "creator")
                .allows("GET /v1/payouts", "creator", "finance")
                .allows("GET /v1/payouts/{payoutId}", "creator", "finance")
                .allows("POST /v1/payouts/{payoutId}/cancel", "creator")
                .withoutToken("POST /v1/payout-provider/webhooks")
                .tests();
    }

    @Test
    void a_subject_that_is_no_user_of_ours_is_refused() {
        var token = TokenIssuerResource.current()
                .token()
                .roles("creator")
                .claim("sub", "robot")
                .signed();
        PayoutCalls.with(token).get("/v1/payout-methods").then().spec(problem(401, "UNAUTHENTICATED"));
    }

    @Test
    void the_webhook_asks_for_a_signature_instead() {
        PayoutCalls.anonymous()
                .body("{}")
                .post("/v1/payout-provider/webhooks")
                .then()
                .spec(problem(401, "SIGNATURE_INVALID"));
    }
}
