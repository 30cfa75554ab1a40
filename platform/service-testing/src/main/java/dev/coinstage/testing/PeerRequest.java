package dev.coinstage.testing;

import java.util.Map;

/**
 * What a stubbed peer was asked.
 *
 * @param query without the question mark, decoded; empty when there is none
 * @param headers names in lower case, the first value of each
 */
public record PeerRequest(String method, String path, String query, Map<String, String> headers, String body) {}
