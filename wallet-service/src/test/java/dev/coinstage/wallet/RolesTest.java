package dev.coinstage.wallet;

import static dev.coinstage.testing.Problems.problem;

import dev.coinstage.testing.RoleMatrix;
import dev.coinstage.testing.TokenIssuerResource;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Who may call what: every operation of the contract with every role. */
@WalletTest
class RolesTest {

    @TestFactory
    Stream<DynamicTest> only_the_stated_roles_pass() {
        return RoleMatrix.of(WalletCalls.CONTRACT, WalletCalls::anonymous)
                .library()
                .allows("GET /v1/coin-packages", "viewer", "creator")
                .allows("GET /v1/gifts", "viewer", "creator")
                .allows("POST /v1/app-store-purchases", "viewer")
                .allows("GET /v1/app-store-purchases/{purchaseId}", "viewer")
                .allows("POST /v1/card-purchases", "viewer")
                .allows("GET /v1/card-purchases/{cardPurchaseId}", "viewer")
                .allows("POST /v1/lives", "creator")
                .allows("GET /v1/lives/{liveId}", "viewer", "creator")
                .allows("POST /v1/lives/{liveId}/end", "creator")
                .allows("POST /v1/lives/{liveId}/gifts", "viewer")
                .allows("GET /v1/accounts", "viewer", "creator", "finance")
                .allows("GET /v1/accounts/{accountId}", "viewer", "creator", "finance")
                .allows("GET /v1/accounts/{accountId}/statement", "viewer", "creator", "finance")
                .allows("GET /v1/transfers", "finance")
                .allows("GET /v1/postings/{postingId}", "finance")
                .allows("POST /v1/postings", "finance")
                .allows("GET /v1/proof", "finance", "security-lead")
                .allows("GET /v1/proof/replay", "finance")
                .allows("GET /internal/v1/transfers", "service")
                .allows("POST /internal/v1/postings", "service")
                .allows("GET /internal/v1/users/{userId}/accounts", "service")
                .allows("GET /internal/v1/purchases/{purchaseId}/lineage", "service")
                .withoutToken("POST /v1/card-provider/notices")
                .tests();
    }

    @Test
    void a_subject_that_is_no_user_of_ours_is_refused() {
        var token = TokenIssuerResource.current()
                .token()
                .roles("viewer")
                .claim("sub", "robot")
                .signed();
        WalletCalls.with(token).get("/v1/accounts").then().spec(problem(401, "UNAUTHENTICATED"));
    }
}
