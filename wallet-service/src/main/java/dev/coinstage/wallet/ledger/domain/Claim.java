package dev.coinstage.wallet.ledger.domain;

/**
 * Something outside that may be booked once only, whatever keys its callers use.
 *
 * @param namespace such as APP_STORE
 * @param value such as the store's transaction id
 */
public record Claim(String namespace, String value) {}
