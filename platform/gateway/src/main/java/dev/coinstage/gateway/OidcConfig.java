package dev.coinstage.gateway;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;

/** Whose tokens are accepted. The issuer is the public name; keys are fetched by an address of their own. */
@ConfigMapping(prefix = "coinstage.oidc")
public interface OidcConfig {
    /** The tokens' iss, compared as text. */
    @WithDefault("http://localhost:8081/realms/coinstage")
    String issuer();

    /** Where the issuer's key set is fetched. */
    @WithDefault("http://localhost:8081/realms/coinstage/protocol/openid-connect/certs")
    URI jwksUrl();

    /** What the tokens' aud must contain. */
    @WithDefault("coinstage")
    String audience();

    /** By how much the issuer's clock and ours may differ when exp and nbf are judged. */
    @WithDefault("5s")
    Duration clockSkew();

    /** How often the key set is fetched without need, so that a withdrawn key stops being accepted. */
    @WithDefault("5m")
    Duration refresh();

    /**
     * Most fetches that tokens with unknown keys may cause at once; a rotated key is accepted as long as one is left.
     */
    @WithDefault("5")
    int fetchBurst();

    /** After this time one more such fetch is allowed. */
    @WithDefault("5s")
    Duration fetchInterval();

    /** How long one fetch may take. */
    @WithDefault("2s")
    Duration fetchTimeout();
}
