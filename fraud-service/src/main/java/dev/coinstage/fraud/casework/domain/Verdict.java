package dev.coinstage.fraud.casework.domain;

/** What a person said of it. */
public enum Verdict {
    /** It is honest, and goes on. */
    APPROVED,
    /** It is not. */
    DENIED
}
