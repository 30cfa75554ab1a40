package dev.coinstage.payout.payout.app;

import dev.coinstage.defaults.idempotency.IdempotencyKey;
import dev.coinstage.defaults.idempotency.ReactiveOutcomes;
import dev.coinstage.defaults.idempotency.Replayable;
import dev.coinstage.defaults.idempotency.RequestHash;
import dev.coinstage.defaults.idempotency.ScopedKey;
import dev.coinstage.defaults.idempotency.StoredOutcome;
import dev.coinstage.defaults.ids.IdSource;
import dev.coinstage.defaults.problem.Problem;
import dev.coinstage.payout.api.Json;
import dev.coinstage.payout.method.Methods;
import dev.coinstage.payout.payout.domain.Payout;
import dev.coinstage.payout.quote.Quotes;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Takes a payout on: intent, outcome under the key, the wallet's hold as a command and the event commit together. */
@ApplicationScoped
public class RequestPayout {

    private final PayoutStore store;
    private final Quotes quotes;
    private final Methods methods;
    private final WalletAccounts accounts;
    private final WalletPostings wallet;
    private final TakeStep step;
    private final ReactiveOutcomes outcomes;
    private final Pool pool;
    private final IdSource ids;
    private final Clock clock;
    private final Json json;

    RequestPayout(
            PayoutStore store,
            Quotes quotes,
            Methods methods,
            WalletAccounts accounts,
            WalletPostings wallet,
            TakeStep step,
            ReactiveOutcomes outcomes,
            Pool pool,
            IdSource ids,
            Clock clock,
            Json json) {
        this.store = store;
        this.quotes = quotes;
        this.methods = methods;
        this.accounts = accounts;
        this.wallet = wallet;
        this.step = step;
        this.outcomes = outcomes;
        this.pool = pool;
        this.ids = ids;
        this.clock = clock;
        this.json = json;
    }

    /** What is stored under a key. */
    @RegisterForReflection
    record Requested(UUID payoutId) {}

    private record Asked(UUID creator, ScopedKey key, RequestHash hash) {}

    /**
     * Requests a payout by a quote, once per key. A replay answers the payout as it is now.
     *
     * @return fails with a problem that names the rule when the creator may not
     */
    public Uni<Replayable<PayoutRecord>> of(UUID creator, UUID quoteId, IdempotencyKey key) {
        var asked = new Asked(creator, ScopedKey.of(creator, "request-payout", key), RequestHash.of(quoteId));
        return pool.withConnection(connection -> known(connection, asked))
                .flatMap(known -> known.isPresent()
                        ? replay(known.get())
                        : eligible(creator, quoteId)
                                .flatMap(eligible -> pool.withTransaction(tx -> commit(tx, asked, eligible)))
                                .invoke(done -> wallet.nudge()));
    }

    private Uni<Optional<UUID>> known(SqlConnection connection, Asked asked) {
        return outcomes.find(connection, List.of(asked.key())).map(found -> payoutOf(found, asked));
    }

    private Optional<UUID> payoutOf(Map<ScopedKey, StoredOutcome> found, Asked asked) {
        var stored = found.get(asked.key());
        if (stored == null) {
            return Optional.empty();
        }
        if (!stored.hash().equals(asked.hash())) {
            throw Problem.of(409, "IDEMPOTENCY_KEY_REUSED", "The key was used for another request.")
                    .exception();
        }
        return Optional.of(json.read(stored.outcome(), Requested.class).payoutId());
    }

    private Uni<Replayable<PayoutRecord>> replay(UUID payout) {
        return store.byId(payout).map(found -> new Replayable<>(found.orElseThrow(), true));
    }

    /** What may be paid out, and where to. */
    private record Eligible(Quotes.Offered quote, Methods.Known method) {}

    private Uni<Eligible> eligible(UUID creator, UUID quoteId) {
        return quotes.byId(creator, quoteId)
                .map(found -> found.orElseThrow(() -> Problem.of(404, "QUOTE_NOT_FOUND", "There is no such quote.")
                        .exception()))
                .flatMap(quote -> methods.byId(creator, quote.methodId())
                        .map(method -> new Eligible(quote, method.orElseThrow())))
                .invoke(eligible -> Eligibility.ofQuote(
                                eligible.quote(), eligible.method(), quotes.minimum(), clock.instant())
                        .ifPresent(RequestPayout::refuse))
                .call(eligible -> pool.withConnection(connection -> store.restriction(connection, creator))
                        .invoke(restriction ->
                                restriction.map(Eligibility::restricted).ifPresent(RequestPayout::refuse)))
                .call(eligible -> accounts.of(creator)
                        .invoke(standing -> Eligibility.ofStanding(
                                        standing, eligible.quote().terms().diamonds())
                                .ifPresent(RequestPayout::refuse)));
    }

    private static void refuse(Problem problem) {
        throw problem.exception();
    }

    private Uni<Replayable<PayoutRecord>> commit(SqlConnection tx, Asked asked, Eligible eligible) {
        return store.lockKey(tx, asked.key())
                .flatMap(locked -> known(tx, asked))
                .flatMap(known -> known.isPresent()
                        ? store.lock(tx, known.get()).map(found -> new Replayable<>(found.orElseThrow(), true))
                        : create(tx, asked, eligible).map(Replayable::fresh));
    }

    private Uni<PayoutRecord> create(SqlConnection tx, Asked asked, Eligible eligible) {
        var quote = eligible.quote();
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var requested = Payout.requested(quote.terms());
        var intent = new PayoutRecord(
                ids.next(),
                asked.creator(),
                quote.id(),
                PayoutRecord.Target.of(eligible.method()),
                requested.payout(),
                Optional.empty(),
                0,
                Optional.empty(),
                now,
                now,
                0);
        var outcome = new StoredOutcome(asked.key(), asked.hash(), json.write(new Requested(intent.id())), now);
        return store.restriction(tx, asked.creator())
                .invoke(restriction -> restriction.map(Eligibility::restricted).ifPresent(RequestPayout::refuse))
                .flatMap(free -> store.add(tx, intent))
                .invoke(user -> user.ifPresent(RequestPayout::quoteUsed))
                .flatMap(added -> outcomes.save(tx, List.of(outcome), now))
                .flatMap(saved -> wallet.hold(
                        tx, intent.id(), intent.creator(), quote.terms().diamonds()))
                .flatMap(issued -> step.effects(tx, intent, requested.effects(), now))
                .replaceWith(intent);
    }

    private static void quoteUsed(UUID payout) {
        throw Problem.of(409, "QUOTE_USED", "The quote was used for a payout. Ask for another one.")
                .with("payoutId", payout)
                .exception();
    }
}
