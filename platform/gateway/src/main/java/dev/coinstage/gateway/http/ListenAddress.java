package dev.coinstage.gateway.http;

/** Where the listeners of all event loops share one socket. */
final class ListenAddress {
    private final String host;
    private final int port;
    private volatile int boundPort;

    /** Takes 0 for any free port. */
    ListenAddress(String host, int port) {
        this.host = host;
        this.port = port;
    }

    String host() {
        return host;
    }

    /**
     * Vert.x shares one free port among the instances of a verticle when it is asked for port -1; 0 would give each
     * its own.
     */
    int requestedPort() {
        return port == 0 ? -1 : port;
    }

    void bound(int actualPort) {
        boundPort = actualPort;
    }

    int boundPort() {
        return boundPort;
    }
}
