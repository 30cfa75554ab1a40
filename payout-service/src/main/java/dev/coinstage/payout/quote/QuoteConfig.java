package dev.coinstage.payout.quote;

import dev.coinstage.payout.quote.domain.PriceList;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.Map;

/** What payouts cost. */
@ConfigMapping(prefix = "coinstage.quotes")
public interface QuoteConfig {

    /** Diamonds that a payout must have at least, 1 or more. */
    @WithDefault("1000")
    @Min(1)
    long minimumDiamonds();

    /** Diamonds that a payout may have at most. */
    @WithDefault("100000000")
    @Min(1)
    @Max(1_000_000_000_000L)
    long maximumDiamonds();

    /** How long a quote may be used. */
    @WithDefault("10m")
    Duration lifetime();

    /** By ISO 4217 code: in which currencies is paid out. */
    Map<String, Prices> currencies();

    /** Prices in one currency. */
    interface Prices {

        /** Millionths of the currency's smallest unit for one diamond: half a cent is 500000. */
        @Min(1)
        @Max(1_000_000_000_000L)
        long rateMicros();

        /** Fee of each payout, in the currency's smallest unit. */
        @WithDefault("0")
        @Min(0)
        long fixedFeeMinor();

        /** Further fee, in hundredths of a percent of the gross. */
        @WithDefault("0")
        @Min(0)
        @Max(9_999)
        int feeBasisPoints();

        /** Tax withheld, in hundredths of a percent of the gross. */
        @WithDefault("0")
        @Min(0)
        @Max(9_999)
        int taxBasisPoints();

        default PriceList in(String currency) {
            return new PriceList(currency, rateMicros(), fixedFeeMinor(), feeBasisPoints(), taxBasisPoints());
        }
    }
}
