package dev.coinstage.testing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.http.ContentType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The matrix finds every door that stands open, and every one that nobody told of. */
class RoleMatrixTest {

    private static final String OPERATION = "GET /v1/gifts";

    @TempDir
    Path folder;

    private final TokenIssuer issuer = TokenIssuer.started();
    private final PeerStub service = PeerStub.started();
    private Path contract;

    @BeforeEach
    void writeContract() throws IOException {
        contract = folder.resolve("openapi.yaml");
        Files.writeString(contract, "paths:\n  /v1/gifts:\n    get: {}\n");
    }

    @AfterEach
    void stop() {
        service.close();
        issuer.close();
    }

    private RoleMatrix matrix() {
        return RoleMatrix.of(
                contract, () -> given().baseUri(service.url()).contentType(ContentType.JSON), () -> issuer);
    }

    /** What fails of it. */
    private static List<String> failing(RoleMatrix matrix) {
        return matrix.tests()
                .filter(test -> {
                    try {
                        test.getExecutable().execute();
                        return false;
                    } catch (Throwable caught) {
                        return true;
                    }
                })
                .map(test -> test.getDisplayName())
                .toList();
    }

    private static PeerReply refused(int status, String code) {
        return PeerReply.json(status, """
                {"type": "t", "title": "t", "status": %d, "code": "%s", "requestId": "r"}""".formatted(status, code));
    }

    /** Looks at roles only; who has none of them may be forged. */
    private PeerReply byRole(PeerRequest request) {
        var parts = request.headers().getOrDefault("authorization", "").split("\\.");
        if (parts.length < 2) {
            return refused(401, "UNAUTHENTICATED");
        }
        var claims = new String(Base64.getUrlDecoder().decode(parts[1]));
        return claims.contains("\"viewer\"") ? PeerReply.json(200, "{}") : refused(403, "FORBIDDEN");
    }

    @Test
    void an_open_door_is_found_with_every_role_that_should_not_pass_and_with_bad_tokens() {
        service.on("GET", "/v1/gifts", request -> PeerReply.json(200, "{}"));

        var failing = failing(matrix().allows(OPERATION, "viewer"));

        assertThat(failing)
                .contains("GET /v1/gifts as service: is forbidden", "a token is needed")
                .contains("a token that is bad (forged) is refused", "a token that is bad (expired) is refused")
                .doesNotContain("GET /v1/gifts as viewer: passes");
    }

    @Test
    void a_service_that_checks_no_signature_is_found_though_it_knows_the_roles() {
        service.on("GET", "/v1/gifts", this::byRole);

        var failing = failing(matrix().allows(OPERATION, "viewer"));

        assertThat(failing)
                .contains("a token that is bad (forged) is refused", "a token that is bad (unsigned) is refused")
                .doesNotContain("GET /v1/gifts as service: is forbidden", "a token is needed");
    }

    @Test
    void a_door_that_is_shut_for_everybody_is_found() {
        service.on("GET", "/v1/gifts", request -> refused(403, "FORBIDDEN"));

        assertThat(failing(matrix().allows(OPERATION, "viewer"))).contains("GET /v1/gifts as viewer: passes");
    }

    @Test
    void an_operation_that_nobody_told_of_is_found() {
        service.on("GET", "/v1/gifts", this::byRole);

        assertThat(failing(matrix())).contains("every operation of the contract is tried");
        assertThat(failing(matrix().withoutToken(OPERATION)))
                .doesNotContain("every operation of the contract is tried");
    }
}
