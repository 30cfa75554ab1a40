package dev.coinstage.promote.delivery.app;

import dev.coinstage.promote.quantity.Micros;
import java.util.UUID;

/**
 * A campaign that may be shown.
 *
 * @param link empty when its content has none
 */
public record Candidate(
        UUID campaign, UUID content, String contentKind, String title, String text, String link, Micros price) {}
