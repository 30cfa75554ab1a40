package dev.coinstage.gateway.routing;

import java.net.URI;
import java.util.Map;
import java.util.Set;

/** Where each service listens: plain HTTP, a host and a port, and no path, because paths are forwarded unchanged. */
public final class Upstreams {
    private final Map<String, URI> addresses;

    /**
     * Takes the addresses by service name.
     *
     * @throws IllegalArgumentException when one cannot be called
     */
    public Upstreams(Map<String, URI> addresses) {
        this.addresses = Map.copyOf(addresses);
        this.addresses.forEach(Upstreams::check);
    }

    /** The services whose addresses are known. */
    public Set<String> services() {
        return addresses.keySet();
    }

    /** The address of a service that is one of {@link #services}. */
    public URI of(String service) {
        return addresses.get(service);
    }

    private static void check(String service, URI address) {
        boolean callable = "http".equals(address.getScheme())
                && address.getHost() != null
                && address.getPort() > 0
                && (address.getRawPath().isEmpty() || address.getRawPath().equals("/"))
                && address.getRawQuery() == null
                && address.getRawUserInfo() == null;
        if (!callable) {
            throw new IllegalArgumentException("The address of " + service + " must be http://host:port, not " + address
                    + ": set coinstage.gateway.upstreams." + service);
        }
    }
}
