package dev.coinstage.defaults.identity;

import dev.coinstage.defaults.problem.Problem;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import java.util.UUID;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Who calls, as the verified token says. Only to be asked behind a role check, which is what verifies the token. */
@RequestScoped
public class Caller {

    private final JsonWebToken token;
    private final SecurityIdentity identity;

    Caller(JsonWebToken token, SecurityIdentity identity) {
        this.token = token;
        this.identity = identity;
    }

    /** The token's subject. A subject that is not a UUID is no user of our realm: 401. */
    public UUID subject() {
        var subject = String.valueOf(token.getSubject());
        try {
            var user = UUID.fromString(subject);
            if (user.toString().equals(subject)) {
                return user;
            }
        } catch (IllegalArgumentException notOurs) {
            // refused below, like the short forms that Java reads as UUIDs
        }
        throw Problem.of(401, "UNAUTHENTICATED", "The token's subject is not a user of this realm.")
                .exception();
    }

    /** The client that fetched the token, claim {@code azp}: of a service account the service itself. Empty when it is absent. */
    public String client() {
        return String.valueOf(token.<Object>claim("azp").orElse(""));
    }

    public boolean has(String role) {
        return identity.hasRole(role);
    }
}
