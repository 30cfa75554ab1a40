package dev.coinstage.gateway.openapi;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What a service offers, by its own OpenAPI 3.0 document.
 *
 * @param service its name in the route table
 * @param root    never changed
 */
record ServiceDocument(String service, ObjectNode root) {}
