package dev.coinstage.wallet.proof.app;

/** Proving took longer than {@link ProofConfig#timeLimit}. */
public final class ProofTimedOut extends RuntimeException {

    public ProofTimedOut(Throwable cause) {
        super("the time limit of proofs was reached", cause);
    }
}
