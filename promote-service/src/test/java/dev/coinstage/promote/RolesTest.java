package dev.coinstage.promote;

import static dev.coinstage.testing.Problems.problem;

import dev.coinstage.testing.RoleMatrix;
import dev.coinstage.testing.TokenIssuerResource;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Who may call what: every operation of the contract with every role. */
@PromoteTest
class RolesTest {

    @TestFactory
    Stream<DynamicTest> only_the_stated_roles_pass() {
        return RoleMatrix.of(Campaigns.CONTRACT, Campaigns::anonymous)
                .library()
                .allows("POST /v1/contents", "creator")
                .allows("GET /v1/contents/{contentId}", "viewer", "creator")
                .allows("POST /v1/campaigns", "creator")
                .allows("GET /v1/campaigns", "creator")
                .allows("GET /v1/campaigns/{campaignId}", "creator")
                .allows("POST /v1/campaigns/{campaignId}/submit", "creator")
                .allows("POST /v1/campaigns/{campaignId}/pause", "creator")
                .allows("POST /v1/campaigns/{campaignId}/resume", "creator")
                .allows("POST /v1/campaigns/{campaignId}/cancel", "creator")
                .allows("POST /v1/ad-decisions", "viewer", "creator")
                .allows("POST /v1/ad-notices", "viewer", "creator")
                .tests();
    }

    @Test
    void a_subject_that_is_no_user_of_ours_is_refused() {
        var token = TokenIssuerResource.current()
                .token()
                .roles("creator")
                .claim("sub", "robot")
                .signed();
        Campaigns.with(token).get("/v1/campaigns").then().spec(problem(401, "UNAUTHENTICATED"));
    }
}
