package dev.coinstage.promote.campaign.domain;

/**
 * What viewers are shown, and what is reviewed.
 *
 * @param link of the content when the campaign was made; empty when it has none
 */
public record Creative(String title, String text, String link) {}
