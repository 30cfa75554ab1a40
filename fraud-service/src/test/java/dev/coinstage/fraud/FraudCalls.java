package dev.coinstage.fraud;

import static io.restassured.RestAssured.given;

import com.fasterxml.uuid.Generators;
import dev.coinstage.testing.ContractFilter;
import dev.coinstage.testing.PostgresResource;
import dev.coinstage.testing.TokenIssuerResource;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The calls of services and of the security team; each exchange is held against the committed contract. */
final class FraudCalls {

    static final Path CONTRACT = Path.of("src/main/resources/openapi/openapi.yaml");

    private static final ContractFilter IN_CONTRACT = ContractFilter.of(CONTRACT);
    private static final UUID SERVICE = UUID.randomUUID();

    private FraudCalls() {}

    static String key() {
        return id().toString();
    }

    static UUID id() {
        return Generators.timeBasedEpochRandomGenerator().generate();
    }

    static RequestSpecification anonymous() {
        return given().filter(IN_CONTRACT).contentType(ContentType.JSON);
    }

    static RequestSpecification with(String token) {
        return anonymous().header("Authorization", "Bearer " + token);
    }

    static RequestSpecification as(UUID user, String... roles) {
        return with(TokenIssuerResource.current().tokenFor(user, roles));
    }

    static RequestSpecification analyst() {
        return as(UUID.randomUUID(), "security-analyst");
    }

    static RequestSpecification lead() {
        return as(UUID.randomUUID(), "security-lead");
    }

    static Map<String, Object> question(
            String action, UUID subject, UUID user, String asset, long units, Map<String, Object> facts) {
        return Map.of(
                "action", action,
                "subjectId", subject,
                "userId", user,
                "amount", Map.of("asset", asset, "units", units),
                "facts", facts);
    }

    static Response decide(String key, Map<String, Object> question) {
        return as(SERVICE, "service")
                .header("Idempotency-Key", key)
                .body(question)
                .post("/internal/v1/decisions");
    }

    /** Decides and expects a decision. */
    static Response decided(Map<String, Object> question) {
        var reply = decide(key(), question);
        reply.then().statusCode(201);
        return reply;
    }

    static Map<String, Object> purchase(UUID user, long cents, Map<String, Object> facts) {
        return question("PURCHASE", id(), user, "USD", cents, facts);
    }

    static Map<String, Object> payout(UUID user, UUID subject, long cents, String methodAddedAt) {
        return question(
                "PAYOUT",
                subject,
                user,
                "USD",
                cents,
                Map.of("currency", "USD", "region", "US", "methodAddedAt", methodAddedAt));
    }

    /** A user's payout that is reviewed: a large amount to a fresh method. Returns the decision. */
    static Response reviewed(UUID user, UUID subject) {
        return decided(payout(user, subject, 60_000, Instant.now().toString()));
    }

    static Response listed(String kind, String value, String disposition) {
        return lead().header("Idempotency-Key", key())
                .body(Map.of("kind", kind, "value", value, "disposition", disposition, "reason", "test"))
                .post("/v1/list-entries");
    }

    /** Rows of a query, each as the text of its columns. */
    static List<String> rows(String sql) {
        try (var connection = PostgresResource.current().dataSource().getConnection();
                var statement = connection.createStatement();
                var found = statement.executeQuery(sql)) {
            var rows = new ArrayList<String>();
            while (found.next()) {
                var row = new ArrayList<String>();
                for (var column = 1; column <= found.getMetaData().getColumnCount(); column++) {
                    row.add(found.getString(column));
                }
                rows.add(String.join(" ", row.stream().map(String::valueOf).toList()));
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static void run(String sql) {
        try (var connection = PostgresResource.current().dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Types of the events about that subject, in the order of the outbox. */
    static List<String> eventsAbout(Object subject) {
        return rows("SELECT type FROM event_outbox WHERE subject = '" + subject + "' ORDER BY place");
    }
}
