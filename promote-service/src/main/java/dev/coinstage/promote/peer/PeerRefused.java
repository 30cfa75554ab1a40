package dev.coinstage.promote.peer;

/** Another service answered something that it never should, and would answer again: a person must look. */
public final class PeerRefused extends RuntimeException {

    public PeerRefused(String why) {
        super(why, null, false, false);
    }
}
