package dev.coinstage.gateway.http;

import io.vertx.core.MultiMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/** Which headers may pass the gateway, in either direction. */
final class HeaderRules {
    /** Of one connection only (RFC 9110, 7.6.1), whether or not Connection names them. */
    private static final Set<String> HOP_BY_HOP = Set.of(
            "connection",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authorization",
            "proxy-authentication-info",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "http2-settings",
            "expect");
    /** What Connection must not take away: they frame or address the message. */
    private static final Set<String> ESSENTIAL = Set.of("content-length", "content-type", "host", "authorization");

    /** Headers by which proxies tell services who called and what was meant; from a client they are lies. */
    private static final Set<String> SPOOFING = Set.of(
            "forwarded",
            "via",
            "proxy",
            "x-real-ip",
            "x-client-ip",
            "x-cluster-client-ip",
            "true-client-ip",
            "cf-connecting-ip",
            "fastly-client-ip",
            "remote-user",
            "x-subject",
            "x-sub",
            "x-role",
            "x-roles",
            "x-groups",
            "x-scope",
            "x-scopes",
            "x-tenant",
            "x-host",
            "x-client-cert",
            "x-http-method",
            "x-method-override",
            "x-request-id",
            "traceparent",
            "tracestate",
            "baggage");

    private static final List<String> SPOOFING_PREFIXES = List.of(
            "x-forwarded",
            "x-auth",
            "x-user",
            "x-remote",
            "x-envoy-",
            "x-coinstage-",
            "x-jwt-",
            "x-original-",
            "x-rewrite-",
            "x-http-method-",
            "x-ssl-",
            "x-internal-",
            "x-b3-");

    /** What only the gateway says to browsers, and what names the software behind it. */
    private static final Set<String> NOT_OF_UPSTREAMS = Set.of("server", "x-powered-by", "x-request-id", "alt-svc");

    private HeaderRules() {}

    /** A client's headers without those that must not reach a service. */
    static MultiMap forUpstream(MultiMap received) {
        var named = namedByConnection(received);
        return filtered(received, name -> !isHopByHop(name, named) && !isSpoofing(name));
    }

    /** A service's headers without those that must not reach a client. */
    static MultiMap forClient(MultiMap received) {
        var named = namedByConnection(received);
        return filtered(
                received,
                name -> !isHopByHop(name, named)
                        && !NOT_OF_UPSTREAMS.contains(name)
                        && !name.startsWith("access-control-")
                        && !name.startsWith("ratelimit-"));
    }

    private static MultiMap filtered(MultiMap received, Predicate<String> passes) {
        var kept = MultiMap.caseInsensitiveMultiMap();
        received.forEach((name, value) -> {
            if (passes.test(name.toLowerCase(Locale.ROOT))) {
                kept.add(name, value);
            }
        });
        return kept;
    }

    private static Set<String> namedByConnection(MultiMap headers) {
        var names = new HashSet<String>();
        for (var value : headers.getAll("Connection")) {
            for (var name : value.split(",")) {
                names.add(name.trim().toLowerCase(Locale.ROOT));
            }
        }
        names.removeAll(ESSENTIAL);
        return names;
    }

    private static boolean isHopByHop(String name, Set<String> namedByConnection) {
        return HOP_BY_HOP.contains(name) || namedByConnection.contains(name);
    }

    private static boolean isSpoofing(String name) {
        return SPOOFING.contains(name) || SPOOFING_PREFIXES.stream().anyMatch(name::startsWith);
    }
}
