package dev.coinstage.payout.quantity;

import java.math.BigInteger;

/**
 * What a creator gives and gets: the lines of a quote, of the payout and of its receipt. Every line but the last was rounded once;
 * the net is what remains.
 */
public record Terms(Diamonds diamonds, Money gross, Money fee, Money tax, Money net) {

    public Terms {
        if (diamonds.value() == 0) {
            throw new IllegalArgumentException("nothing is paid out");
        }
        if (!gross.minus(fee).minus(tax).equals(net)) {
            throw new IllegalArgumentException("the net is what remains of the gross");
        }
    }

    /**
     * What a returned payout gives back: the returned share of the diamonds, rounded down, so that the bank's fee is never paid for
     * with diamonds of others.
     */
    public Diamonds givenBackFor(Money returned) {
        if (returned.isMoreThan(net)) {
            throw new IllegalArgumentException("more came back than was paid");
        }
        return new Diamonds(BigInteger.valueOf(diamonds.value())
                .multiply(BigInteger.valueOf(returned.amountMinor()))
                .divide(BigInteger.valueOf(net.amountMinor()))
                .longValueExact());
    }
}
