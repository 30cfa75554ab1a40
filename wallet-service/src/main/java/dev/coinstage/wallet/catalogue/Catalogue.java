package dev.coinstage.wallet.catalogue;

import dev.coinstage.wallet.quantity.Coins;
import dev.coinstage.wallet.quantity.Diamonds;
import dev.coinstage.wallet.quantity.Money;
import io.quarkus.cache.CacheResult;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What is on sale at this moment. Gifts are read through a cache of a few seconds: every gift given asks for its price. */
@ApplicationScoped
public class Catalogue {

    private static final String GIFTS =
            "from GiftItem where validFrom <= ?1 and (validUntil is null or validUntil > ?1) order by coins, id";
    private static final String PACKAGES = """
            from CoinPrice p join fetch p.product
             where p.product.platform = ?2 and p.region = ?3
               and p.validFrom <= ?1 and (p.validUntil is null or p.validUntil > ?1)
             order by p.product.coins""";

    private final Gifts gifts;
    private final Prices prices;
    private final Products products;
    private final Clock clock;

    Catalogue(Gifts gifts, Prices prices, Products products, Clock clock) {
        this.gifts = gifts;
        this.prices = prices;
        this.products = products;
        this.clock = clock;
    }

    @ApplicationScoped
    static class Gifts implements PanacheRepositoryBase<GiftItem, GiftItem.Version> {}

    @ApplicationScoped
    static class Prices implements PanacheRepositoryBase<CoinPrice, CoinPrice.Version> {}

    @ApplicationScoped
    static class Products implements PanacheRepositoryBase<CoinProduct, String> {}

    /** The gifts on sale by id, cheapest first. */
    @WithSession
    @CacheResult(cacheName = "gifts")
    public Uni<Map<String, Gift>> giftsOnSale() {
        return gifts.list(GIFTS, clock.instant())
                .map(items -> items.stream()
                        .map(Catalogue::gift)
                        .collect(Collectors.toMap(Gift::id, Function.identity(), (a, b) -> b, LinkedHashMap::new)));
    }

    private static Gift gift(GiftItem item) {
        return new Gift(item.id, item.version, item.name, new Coins(item.coins), new Diamonds(item.diamonds));
    }

    /**
     * The packages of a platform in a region, smallest first; empty where nothing is sold.
     *
     * @param region ISO 3166 alpha-2 code
     */
    @WithSession
    public Uni<List<CoinPackage>> packages(String platform, String region) {
        return prices.list(PACKAGES, clock.instant(), platform, region)
                .map(found -> found.stream().map(Catalogue::coinPackage).toList());
    }

    private static CoinPackage coinPackage(CoinPrice price) {
        return new CoinPackage(
                price.product.id,
                price.product.platform,
                price.region,
                price.version,
                new Coins(price.product.coins),
                new Money(price.currency, price.amountMinor));
    }

    /** How many coins a product of that platform holds; empty for a product that we never sold there. */
    @WithSession
    public Uni<Optional<Coins>> coinsOf(String productId, String platform) {
        return products.find("id = ?1 and platform = ?2", productId, platform)
                .firstResult()
                .map(product -> Optional.ofNullable(product).map(found -> new Coins(found.coins)));
    }
}
