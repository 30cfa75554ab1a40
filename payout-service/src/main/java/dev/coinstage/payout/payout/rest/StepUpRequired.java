package dev.coinstage.payout.payout.rest;

import org.eclipse.microprofile.jwt.JsonWebToken;

/** The token is good, but whoever fetched it was not asked for two factors. */
final class StepUpRequired extends RuntimeException {

    /** The realm's authentication context class of two factors. */
    static final String TWO_FACTORS = "2";

    private StepUpRequired() {
        super("two factors are needed", null, false, false);
    }

    /** @throws StepUpRequired unless the token's {@code acr} says two factors */
    static void unlessTwoFactors(JsonWebToken token) {
        if (!TWO_FACTORS.equals(String.valueOf(token.<Object>claim("acr").orElse("")))) {
            throw new StepUpRequired();
        }
    }
}
