package dev.coinstage.gateway.token;

/** What became of a bearer token. */
public sealed interface TokenVerdict {

    /** Signature and every claim hold. */
    record Accepted(Caller caller) implements TokenVerdict {}

    /** It was good once. */
    record Expired() implements TokenVerdict {}

    /** Malformed, forged, not yet valid, or meant for somebody else. */
    record Invalid() implements TokenVerdict {}

    /** Nothing speaks against it yet, but the key that it names is not known here. */
    record UnknownKey() implements TokenVerdict {}
}
