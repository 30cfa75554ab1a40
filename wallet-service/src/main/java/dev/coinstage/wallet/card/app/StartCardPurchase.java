package dev.coinstage.wallet.card.app;

import dev.coinstage.defaults.idempotency.IdempotencyKey;
import dev.coinstage.defaults.idempotency.Replayable;
import dev.coinstage.defaults.ids.DerivedIds;
import dev.coinstage.wallet.card.app.PurchaseCheck.Verdict;
import dev.coinstage.wallet.card.domain.CardOutcome;
import dev.coinstage.wallet.card.domain.CardPurchase;
import dev.coinstage.wallet.card.domain.CardPurchase.Risk;
import dev.coinstage.wallet.card.domain.CardPurchase.State;
import dev.coinstage.wallet.catalogue.Catalogue;
import dev.coinstage.wallet.catalogue.CoinPackage;
import dev.coinstage.wallet.ledger.app.OutcomeCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Begins a purchase with a card: asks fraud-service, keeps the intent, and lets the provider wait for the buyer's card. The coins come
 * with the provider's notice. Its id follows from buyer and key, so that a retry goes on where the first try ended.
 */
@ApplicationScoped
public class StartCardPurchase {

    private static final String PLATFORM = "WEB";

    private final Catalogue catalogue;
    private final PurchaseCheck check;
    private final CardProvider provider;
    private final CardPurchaseStore purchases;
    private final CardConfig config;
    private final Clock clock;
    private final OutcomeCounter counter;

    StartCardPurchase(
            Catalogue catalogue,
            PurchaseCheck check,
            CardProvider provider,
            CardPurchaseStore purchases,
            CardConfig config,
            Clock clock,
            MeterRegistry metrics) {
        this.catalogue = catalogue;
        this.check = check;
        this.provider = provider;
        this.purchases = purchases;
        this.config = config;
        this.clock = clock;
        this.counter = new OutcomeCounter(metrics, "coinstage.card.purchases");
    }

    /** Begins it once per key. */
    public Uni<Replayable<CardOutcome>> of(UUID buyer, String productId, String region, IdempotencyKey key) {
        var id = DerivedIds.of(key.value(), "card-purchase/" + buyer);
        return purchases
                .byId(id)
                .flatMap(known -> known.isPresent()
                        ? again(known.get(), buyer, productId, region)
                        : begin(id, buyer, productId, region))
                .invoke(answer -> counter.count(answer.value()));
    }

    private Uni<Replayable<CardOutcome>> again(CardPurchase known, UUID buyer, String productId, String region) {
        if (!known.isFor(buyer, productId, region)) {
            return Uni.createFrom().item(Replayable.fresh(new CardOutcome.KeyReused()));
        }
        if (known.payment().equals(CardPurchase.NO_PAYMENT)) {
            return awaitCard(known).map(Replayable::fresh);
        }
        return Uni.createFrom().item(new Replayable<>(new CardOutcome.Started(known), true));
    }

    private Uni<Replayable<CardOutcome>> begin(UUID id, UUID buyer, String productId, String region) {
        return catalogue
                .packages(PLATFORM, region)
                .map(packages -> packages.stream()
                        .filter(each -> each.productId().equals(productId))
                        .findFirst())
                .flatMap(found -> begin(id, buyer, productId, found))
                .map(Replayable::fresh);
    }

    private Uni<CardOutcome> begin(UUID id, UUID buyer, String productId, Optional<CoinPackage> found) {
        if (found.isEmpty()) {
            return Uni.createFrom().item(new CardOutcome.UnknownProduct(productId));
        }
        var wish = new CardPurchase(
                id,
                buyer,
                productId,
                found.get().region(),
                found.get().coins(),
                found.get().price(),
                State.AWAITING_PAYMENT,
                Risk.UNKNOWN,
                CardPurchase.NO_PAYMENT,
                "",
                CardPurchase.NOT_POSTED,
                clock.instant().truncatedTo(ChronoUnit.MICROS));
        return check.of(wish)
                .onFailure()
                .recoverWithItem(new Verdict(Risk.UNKNOWN, List.of()))
                .flatMap(verdict -> judge(wish, verdict));
    }

    private Uni<CardOutcome> judge(CardPurchase wish, Verdict verdict) {
        if (verdict.risk() == Risk.DENIED) {
            return Uni.createFrom().item(new CardOutcome.Refused(verdict.reasonCodes()));
        }
        if (verdict.risk() == Risk.UNKNOWN && wish.coins().value() > config.uncheckedLimit()) {
            return Uni.createFrom()
                    .item(new CardOutcome.CheckUnavailable(wish.coins().value(), config.uncheckedLimit()));
        }
        var judged = new CardPurchase(
                wish.id(),
                wish.buyer(),
                wish.productId(),
                wish.region(),
                wish.coins(),
                wish.price(),
                wish.state(),
                verdict.risk(),
                wish.payment(),
                wish.clientSecret(),
                wish.posting(),
                wish.createdAt());
        return purchases.keep(judged).flatMap(this::awaitCard);
    }

    private Uni<CardOutcome> awaitCard(CardPurchase kept) {
        return provider.await(kept)
                .call(purchases::keepPayment)
                .<CardOutcome>map(CardOutcome.Started::new)
                .onFailure(CardProvider.Unavailable.class)
                .recoverWithItem(new CardOutcome.ProviderUnavailable());
    }

    /** One's own purchase. */
    public Uni<Optional<CardPurchase>> own(UUID id, UUID buyer) {
        return purchases
                .byId(id)
                .map(found -> found.filter(purchase -> purchase.buyer().equals(buyer)));
    }
}
