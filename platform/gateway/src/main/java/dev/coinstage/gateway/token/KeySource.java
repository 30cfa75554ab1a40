package dev.coinstage.gateway.token;

import io.vertx.core.Future;

/** Where the issuer's keys come from. Fails when they cannot be had or make no sense. */
@FunctionalInterface
public interface KeySource {
    Future<KeySet> fetch();
}
