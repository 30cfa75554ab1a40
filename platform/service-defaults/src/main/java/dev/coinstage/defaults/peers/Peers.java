package dev.coinstage.defaults.peers;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.Config;

/** Where the other services are: {@code coinstage.peers.<name>.url}. */
@ApplicationScoped
public class Peers {

    private final Config config;

    Peers(Config config) {
        this.config = config;
    }

    /**
     * @return {@code http(s)://host:port}, without a slash at the end
     * @throws IllegalStateException when it is not configured
     */
    public String url(String service) {
        var property = "coinstage.peers." + service + ".url";
        return config.getOptionalValue(property, String.class)
                .map(url -> url.endsWith("/") ? url.substring(0, url.length() - 1) : url)
                .orElseThrow(() -> new IllegalStateException(property + " is not set"));
    }
}
