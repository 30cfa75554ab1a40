package dev.coinstage.defaults.peers;

import io.quarkus.oidc.client.OidcClient;
import io.quarkus.oidc.client.Tokens;
import io.quarkus.oidc.client.runtime.TokensHelper;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** This service's own access token, for calls that are made by no typed client. Fetched when needed, and kept until it ends. */
@ApplicationScoped
public class ServiceTokens {

    private final OidcClient client;
    private final TokensHelper kept = new TokensHelper();

    ServiceTokens(OidcClient client) {
        this.client = client;
    }

    public Uni<String> token() {
        return kept.getTokens(client).map(Tokens::getAccessToken);
    }
}
