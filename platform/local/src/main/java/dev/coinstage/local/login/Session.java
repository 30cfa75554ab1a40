package dev.coinstage.local.login;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

/** Somebody who is logged in; the access token is renewed before it expires. */
public final class Session {

    private static final Duration SPARE = Duration.ofSeconds(60);

    private final LoginClient client;
    private final UUID subject;
    private String accessToken;
    private String refreshToken;
    private Instant expires;

    Session(LoginClient client, String accessToken, String refreshToken, Instant expires) {
        this.client = client;
        this.accessToken = accessToken;
        this.refreshToken = refreshToken;
        this.expires = expires;
        this.subject = UUID.fromString(claims(accessToken).get("sub").asText());
    }

    /** The person's id, as every service knows it. */
    public UUID subject() {
        return subject;
    }

    /** An access token that is good for another minute. */
    public synchronized String token() throws InterruptedException {
        return Instant.now().plus(SPARE).isAfter(expires) ? renewed() : accessToken;
    }

    /** A new access token, though the old one may still be good. */
    public synchronized String renewed() throws InterruptedException {
        Session fresh = client.refreshed(refreshToken);
        accessToken = fresh.accessToken;
        refreshToken = fresh.refreshToken;
        expires = fresh.expires;
        return accessToken;
    }

    /** What a token says; its signature is not looked at. */
    public static JsonNode claims(String token) {
        try {
            return new ObjectMapper().readTree(Base64.getUrlDecoder().decode(token.split("\\.")[1]));
        } catch (IOException e) {
            throw new UncheckedIOException("Not a token", e);
        }
    }
}
