package dev.coinstage.gateway.routing;

import java.util.List;

/** The route table cannot be used. The message lists every flaw found, one a line, so that one start finds them all. */
public final class RouteTableInvalid extends RuntimeException {
    RouteTableInvalid(String source, List<String> flaws) {
        super("The route table " + source + " cannot be used:\n  - " + String.join("\n  - ", flaws));
    }
}
