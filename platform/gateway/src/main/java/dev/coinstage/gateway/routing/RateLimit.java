package dev.coinstage.gateway.routing;

import java.time.Duration;

/**
 * How often one caller may use one route.
 *
 * @param requests at least 1
 * @param period   1 s to 1 h
 */
public record RateLimit(long requests, Duration period) {}
