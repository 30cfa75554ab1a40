package dev.coinstage.payout.quote;

import dev.coinstage.defaults.idempotency.HibernateOutcomes;
import dev.coinstage.defaults.idempotency.IdempotencyKey;
import dev.coinstage.defaults.idempotency.Replayable;
import dev.coinstage.defaults.idempotency.RequestHash;
import dev.coinstage.defaults.idempotency.ScopedKey;
import dev.coinstage.defaults.ids.IdSource;
import dev.coinstage.defaults.problem.Problem;
import dev.coinstage.payout.api.Json;
import dev.coinstage.payout.method.Methods;
import dev.coinstage.payout.quantity.Diamonds;
import dev.coinstage.payout.quantity.Terms;
import dev.coinstage.payout.quote.domain.PriceList;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/** Offers payouts, and finds what was offered. */
@ApplicationScoped
public class Quotes {

    private final Repository repository;
    private final Methods methods;
    private final QuoteConfig config;
    private final HibernateOutcomes outcomes;
    private final IdSource ids;
    private final Clock clock;
    private final Json json;

    Quotes(
            Repository repository,
            Methods methods,
            QuoteConfig config,
            HibernateOutcomes outcomes,
            IdSource ids,
            Clock clock,
            Json json) {
        this.repository = repository;
        this.methods = methods;
        this.config = config;
        this.outcomes = outcomes;
        this.ids = ids;
        this.clock = clock;
        this.json = json;
    }

    @ApplicationScoped
    static class Repository implements PanacheRepositoryBase<PayoutQuote, UUID> {}

    /** What was offered, as the payout needs it. */
    public record Offered(UUID id, UUID methodId, Terms terms, Instant expiresAt) {}

    /** What a creator asks the price of. */
    record Asked(UUID creator, UUID methodId, Diamonds diamonds, String currency) {}

    /** Makes a quote, once per key; fails with a problem where nothing can be offered. */
    Uni<Replayable<QuoteView>> offer(Asked asked, IdempotencyKey key) {
        return outcomes.once(
                ScopedKey.of(asked.creator(), "quote-payout", key),
                RequestHash.of(asked.diamonds().value(), asked.currency(), asked.methodId()),
                () -> methods.byId(asked.creator(), asked.methodId())
                        .map(method -> priced(asked, method))
                        .flatMap(repository::persist)
                        .map(QuoteView::from),
                json::write,
                stored -> json.read(stored, QuoteView.class));
    }

    private PayoutQuote priced(Asked asked, Optional<Methods.Known> method) {
        var to = method.orElseThrow(() -> Problem.of(404, "METHOD_NOT_FOUND", "There is no such payout method.")
                .exception());
        refuse(asked, to);
        var prices = Optional.ofNullable(config.currencies().get(asked.currency()))
                .orElseThrow(() -> Problem.of(422, "CURRENCY_NOT_OFFERED", "Nothing is paid out in this currency.")
                        .with("fixableBy", "CREATOR")
                        .with(
                                "offered",
                                config.currencies().keySet().stream().sorted().toList())
                        .exception());
        var priced = prices.in(asked.currency()).price(asked.diamonds());
        if (priced instanceof PriceList.Priced.NothingRemains nothing) {
            throw Problem.of(422, "NOTHING_REMAINS", "Fee and tax are all of it. Pay out more diamonds.")
                    .with("fixableBy", "CREATOR")
                    .with("grossMinor", nothing.gross().amountMinor())
                    .with("feeMinor", nothing.fee().amountMinor())
                    .with("taxWithheldMinor", nothing.tax().amountMinor())
                    .exception();
        }
        return quote(asked, prices.rateMicros(), ((PriceList.Priced.At) priced).terms());
    }

    private void refuse(Asked asked, Methods.Known method) {
        if (!method.active()) {
            throw Problem.of(422, "METHOD_NOT_ACTIVE", "Nothing is paid to this method any more. Choose another one.")
                    .with("fixableBy", "CREATOR")
                    .exception();
        }
        if (!method.currency().equals(asked.currency())) {
            throw Problem.of(422, "CURRENCY_MISMATCH", "The method takes another currency.")
                    .with("fixableBy", "CREATOR")
                    .with("methodCurrency", method.currency())
                    .exception();
        }
        if (asked.diamonds().isLessThan(minimum())) {
            throw Problem.of(
                            422,
                            "BELOW_MINIMUM",
                            "Payouts begin at " + minimum().value() + " diamonds.")
                    .with("fixableBy", "CREATOR")
                    .with("minimum", minimum().value())
                    .with("asked", asked.diamonds().value())
                    .exception();
        }
        if (new Diamonds(config.maximumDiamonds()).isLessThan(asked.diamonds())) {
            throw Problem.of(422, "ABOVE_MAXIMUM", "A payout has " + config.maximumDiamonds() + " diamonds at most.")
                    .with("fixableBy", "CREATOR")
                    .with("maximum", config.maximumDiamonds())
                    .with("asked", asked.diamonds().value())
                    .exception();
        }
    }

    private PayoutQuote quote(Asked asked, long rateMicros, Terms terms) {
        var quote = new PayoutQuote();
        quote.id = ids.next();
        quote.creator = asked.creator();
        quote.method = asked.methodId();
        quote.diamonds = terms.diamonds().value();
        quote.currency = asked.currency();
        quote.rateMicros = rateMicros;
        quote.grossMinor = terms.gross().amountMinor();
        quote.feeMinor = terms.fee().amountMinor();
        quote.taxMinor = terms.tax().amountMinor();
        quote.netMinor = terms.net().amountMinor();
        quote.createdAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
        quote.expiresAt = quote.createdAt.plus(config.lifetime());
        return quote;
    }

    /** The least that is paid out. */
    public Diamonds minimum() {
        return new Diamonds(config.minimumDiamonds());
    }

    /** The creator's quote of that id, expired or not; empty when there is none. */
    @WithSession
    public Uni<Optional<Offered>> byId(UUID creator, UUID id) {
        return repository
                .find("id = ?1 and creator = ?2", id, creator)
                .firstResult()
                .map(quote -> Optional.ofNullable(quote)
                        .map(found -> new Offered(found.id, found.method, found.terms(), found.expiresAt)));
    }
}
