package dev.coinstage.gateway.token;

import java.util.Set;

/** Whom a token speaks for: the subject (1 to 255 characters) and the realm roles. */
public record Caller(String subject, Set<String> roles) {
    public Caller {
        roles = Set.copyOf(roles);
    }
}
