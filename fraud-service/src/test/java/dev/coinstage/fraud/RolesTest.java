package dev.coinstage.fraud;

import dev.coinstage.testing.RoleMatrix;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Who may call what: every operation of the contract with every role. */
@FraudTest
class RolesTest {

    @TestFactory
    Stream<DynamicTest> only_the_stated_roles_pass() {
        return RoleMatrix.of(FraudCalls.CONTRACT, () -> FraudCalls.anonymous().header("If-Match", "\"1\""))
                .library()
                .allows("GET /v1/cases", "security-analyst", "security-lead")
                .allows("GET /v1/cases/{caseId}", "security-analyst", "security-lead")
                .allows("POST /v1/cases/{caseId}/assign", "security-analyst", "security-lead")
                .allows("POST /v1/cases/{caseId}/notes", "security-analyst", "security-lead")
                .allows("POST /v1/cases/{caseId}/decision", "security-analyst", "security-lead")
                .allows("GET /v1/decisions/{decisionId}", "security-analyst", "security-lead")
                .allows("GET /v1/disputes", "security-analyst", "security-lead")
                .allows("GET /v1/disputes/{disputeId}", "security-analyst", "security-lead")
                .allows("GET /v1/restrictions", "security-analyst", "security-lead")
                .allows("POST /v1/restrictions", "security-lead")
                .allows("POST /v1/restrictions/{restrictionId}/lift", "security-lead")
                .allows("GET /v1/list-entries", "security-analyst", "security-lead")
                .allows("POST /v1/list-entries", "security-lead")
                .allows("DELETE /v1/list-entries/{entryId}", "security-lead")
                .allows("POST /internal/v1/decisions", "service")
                .tests();
    }
}
