package dev.coinstage.sandbox.appstore;

import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;

/**
 * Numbers for transactions, decimal like Apple's. They are drawn and not counted, so that a sandbox whose folder was
 * deleted does not sell under a number that a wallet has already credited.
 */
@ApplicationScoped
class TransactionIds {

    private static final long LOWEST = 2_000_000_000_000_000_000L;
    private static final long HOW_MANY = 1_000_000_000_000_000_000L;

    private final SecureRandom random = new SecureRandom();

    /** 19 digits that begin with a 2. */
    String next() {
        return Long.toString(LOWEST + random.nextLong(HOW_MANY));
    }
}
