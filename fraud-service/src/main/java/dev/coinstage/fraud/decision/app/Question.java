package dev.coinstage.fraud.decision.app;

import dev.coinstage.fraud.decision.domain.Action;
import dev.coinstage.fraud.decision.domain.LinkDomains;
import dev.coinstage.fraud.decision.domain.UsCents;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What another service asks.
 *
 * @param subjectId the purchase, campaign or payout
 * @param facts texts, whole numbers, decimals and booleans by name; those that no rule uses are ignored
 * @param caller the asking service's subject
 */
public record Question(
        Action action,
        UUID subjectId,
        UUID userId,
        String asset,
        long units,
        UsCents value,
        Map<String, Object> facts,
        Optional<Instant> methodAddedAt,
        UUID caller) {

    /** Longest fingerprint that is looked up. */
    public static final int LONGEST_FINGERPRINT = 200;

    /** The text of that name, empty when there is none. */
    public String text(String name) {
        return facts.get(name) instanceof String text ? text.strip() : "";
    }

    /** What is looked up on the lists beside the user: kinds and values in pairs. */
    public record Listed(String kind, String value) {}

    /** The fingerprint by which other users are found: of the card, or of the payout's destination. */
    public Optional<Listed> fingerprint() {
        var listed =
                switch (action) {
                    case PURCHASE -> new Listed("CARD", text("cardFingerprint"));
                    case PAYOUT -> new Listed("DESTINATION", text("destinationFingerprint"));
                    case CAMPAIGN -> new Listed("", "");
                };
        return Optional.of(listed).filter(found -> !found.value().isEmpty());
    }

    /** Domains that the link stands for, the longest first. */
    public List<String> domains() {
        return action == Action.CAMPAIGN ? LinkDomains.of(text("link"), text("title") + " " + text("text")) : List.of();
    }
}
