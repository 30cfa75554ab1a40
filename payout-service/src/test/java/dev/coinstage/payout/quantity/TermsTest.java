package dev.coinstage.payout.quantity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class TermsTest {

    private static Money money(long minor) {
        return new Money("USD", minor);
    }

    private static Terms terms(long diamonds, long net) {
        return new Terms(new Diamonds(diamonds), money(net), money(0), money(0), money(net));
    }

    @Test
    void lines_that_do_not_add_up_are_no_terms() {
        assertThatThrownBy(() -> new Terms(new Diamonds(1), money(10), money(1), money(1), money(9)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Terms(Diamonds.NONE, money(10), money(1), money(1), money(8)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void more_than_was_paid_cannot_come_back() {
        assertThatThrownBy(() -> terms(10, 10).givenBackFor(money(11))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> terms(10, 10).givenBackFor(new Money("EUR", 1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Property
    void what_is_given_back_is_the_returned_share_rounded_down(
            @ForAll @LongRange(min = 1, max = 1_000_000_000_000L) long diamonds,
            @ForAll @LongRange(min = 1, max = 1_000_000_000L) long net,
            @ForAll @LongRange(min = 0, max = 1_000_000_000L) long wanted) {
        var returned = Math.min(net, wanted);
        var back = terms(diamonds, net).givenBackFor(money(returned)).value();
        assertThat(back).isBetween(0L, diamonds);
        if (returned == net) {
            assertThat(back).isEqualTo(diamonds);
        }
        var exact = BigInteger.valueOf(diamonds).multiply(BigInteger.valueOf(returned));
        assertThat(BigInteger.valueOf(back).multiply(BigInteger.valueOf(net))).isLessThanOrEqualTo(exact);
        assertThat(BigInteger.valueOf(back + 1).multiply(BigInteger.valueOf(net)))
                .isGreaterThan(exact);
    }
}
