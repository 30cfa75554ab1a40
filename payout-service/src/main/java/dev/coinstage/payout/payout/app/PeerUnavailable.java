package dev.coinstage.payout.payout.app;

/** Another service does not answer now; nothing was done. */
public final class PeerUnavailable extends RuntimeException {

    private final String peer;

    public PeerUnavailable(String peer, Throwable cause) {
        super(peer + " does not answer: " + cause, cause);
        this.peer = peer;
    }

    public String peer() {
        return peer;
    }
}
