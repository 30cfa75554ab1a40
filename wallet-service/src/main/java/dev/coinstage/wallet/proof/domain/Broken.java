package dev.coinstage.wallet.proof.domain;

/** The first commit whose rows are not those that were sealed. */
public record Broken(long commit, Reason reason) {

    /** What gave it away. */
    public enum Reason {
        /** The commit itself is not there. */
        GAP,
        /** Postings of it are not there, or there are more than it had. */
        ROWS_MISSING,
        /** Its seal is not there although later ones are. */
        SEAL_MISSING,
        /** Its rows, or its seal, are not what they were. */
        HASH_DIFFERS
    }
}
