package dev.coinstage.payout.quantity;

/**
 * An amount of money.
 *
 * @param currency ISO 4217
 * @param amountMinor in the currency's smallest unit, 0 or more
 */
public record Money(String currency, long amountMinor) {

    public Money {
        if (!currency.matches("[A-Z]{3}")) {
            throw new IllegalArgumentException("no currency: " + currency);
        }
        if (amountMinor < 0) {
            throw new IllegalArgumentException("money cannot be below zero: " + amountMinor);
        }
    }

    public boolean isNothing() {
        return amountMinor == 0;
    }

    /** @throws IllegalArgumentException when more is taken away than there is, or another currency */
    public Money minus(Money other) {
        requireSame(other);
        return new Money(currency, amountMinor - other.amountMinor);
    }

    public boolean isMoreThan(Money other) {
        requireSame(other);
        return amountMinor > other.amountMinor;
    }

    private void requireSame(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException(currency + " is not " + other.currency);
        }
    }
}
