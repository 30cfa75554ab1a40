package dev.coinstage.fraud.decision.rest;

import dev.coinstage.defaults.idempotency.RequestHash;
import dev.coinstage.defaults.problem.Problem;
import dev.coinstage.fraud.decision.app.Question;
import dev.coinstage.fraud.decision.app.Rules;
import dev.coinstage.fraud.decision.domain.Action;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(name = "DecisionRequest")
record DecisionRequest(
        @Schema(required = true) @NotNull Action action,

        @Schema(required = true, description = "The purchase, campaign or payout.") @NotNull
        UUID subjectId,

        @Schema(required = true, description = "Whose it is.") @NotNull
        UUID userId,

        @Schema(required = true) @NotNull @Valid AmountBody amount,

        @Schema(
                required = true,
                description =
                        "What the rules look at: texts of up to 4,000 characters, numbers and booleans by name. PURCHASE store, region, "
                                + "cardFingerprint, cardCountry, productId; CAMPAIGN title, text, link, objective; PAYOUT currency, region, methodId, "
                                + "destinationFingerprint, methodAddedAt (RFC 3339). Others are ignored.",
                examples = "{\"region\": \"DE\", \"store\": \"APP_STORE\"}")
        @NotNull
        @Size(max = MOST_FACTS)
        Map<String, Object> facts) {

    static final int MOST_FACTS = 40;
    private static final int LONGEST_NAME = 60;
    private static final int LONGEST_TEXT = 4_000;

    @Schema(name = "DecisionAmount", description = "An amount in the smallest unit of its asset.")
    record AmountBody(
            @Schema(required = true, examples = "USD") @NotNull @Pattern(regexp = "[A-Z][A-Z_]{2,19}")
            String asset,

            @Schema(required = true, examples = "1299") @NotNull @Min(0)
            Long units) {}

    /** @throws dev.coinstage.defaults.problem.ProblemException 400 INVALID_REQUEST for facts that are none */
    Question question(UUID caller, Rules rules) {
        facts.forEach(DecisionRequest::requireFact);
        requireFingerprint("cardFingerprint");
        requireFingerprint("destinationFingerprint");
        return new Question(
                action,
                subjectId,
                userId,
                amount.asset(),
                amount.units(),
                rules.value(amount.asset(), amount.units()),
                Map.copyOf(facts),
                moment("methodAddedAt"),
                caller);
    }

    /** Facts in the order of their names, each with its type: 1 is not "1". */
    RequestHash hash() {
        var canonical = new StringBuilder();
        new TreeMap<>(facts)
                .forEach((name, value) -> canonical
                        .append(name.length())
                        .append(name)
                        .append(value instanceof String ? 's' : 'v')
                        .append(String.valueOf(value).length())
                        .append(value));
        return RequestHash.of(action, subjectId, userId, amount.asset(), amount.units(), canonical);
    }

    private static void requireFact(String name, Object value) {
        var plain = value instanceof String || value instanceof Number || value instanceof Boolean;
        if (!plain || name.isEmpty() || name.length() > LONGEST_NAME) {
            throw invalid("facts." + name, "must be a text, a number or a boolean");
        }
        if (value instanceof String text && text.length() > LONGEST_TEXT) {
            throw invalid("facts." + name, "must have at most " + LONGEST_TEXT + " characters");
        }
    }

    private void requireFingerprint(String name) {
        if (facts.get(name) instanceof String text && text.length() > Question.LONGEST_FINGERPRINT) {
            throw invalid("facts." + name, "must have at most " + Question.LONGEST_FINGERPRINT + " characters");
        }
    }

    private Optional<Instant> moment(String name) {
        if (!(facts.get(name) instanceof String text) || text.isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.parse(text.strip()).toInstant());
        } catch (DateTimeParseException notAMoment) {
            throw invalid("facts." + name, "must be a time as in RFC 3339");
        }
    }

    private static RuntimeException invalid(String field, String message) {
        return Problem.of(400, "INVALID_REQUEST", "Some values are missing or out of range.")
                .with("violations", List.of(Map.of("field", field, "message", message)))
                .exception();
    }
}
