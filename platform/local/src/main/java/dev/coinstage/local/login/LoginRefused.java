package dev.coinstage.local.login;

/** Keycloak did not let somebody in; the message is what its page said. */
public final class LoginRefused extends RuntimeException {

    LoginRefused(String message) {
        super(message);
    }
}
