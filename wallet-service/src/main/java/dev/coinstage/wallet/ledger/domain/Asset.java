package dev.coinstage.wallet.ledger.domain;

/**
 * What an account counts. Transfers never cross assets.
 *
 * @param code COIN, DIAMOND, or the ISO 4217 code of a currency, counted in its smallest unit
 */
public record Asset(String code) {

    public static final Asset COIN = new Asset("COIN");
    public static final Asset DIAMOND = new Asset("DIAMOND");

    /** Whether it is a currency. */
    public boolean isMoney() {
        return code.length() == 3;
    }

    public static Asset money(String currency) {
        return new Asset(currency);
    }
}
