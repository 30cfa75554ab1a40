package dev.coinstage.gateway.openapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.coinstage.gateway.routing.Route;
import java.util.SortedSet;

/**
 * An operation that a route lets through.
 *
 * @param path    as in the service's document, with its templates
 * @param method  upper case
 * @param route   the one that serves it
 * @param access  who may call it
 * @param content the operation itself, a copy that may be changed
 */
record Operation(String path, String method, Route route, Access access, ObjectNode content) {

    /**
     * Who gets past both the gateway and the service.
     *
     * @param token whether one is needed
     * @param roles any one of them suffices; empty when the token alone does
     */
    record Access(boolean token, SortedSet<String> roles) {}

    String label() {
        return method + " " + path;
    }
}
