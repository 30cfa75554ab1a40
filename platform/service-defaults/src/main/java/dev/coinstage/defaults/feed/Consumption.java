package dev.coinstage.defaults.feed;

import dev.coinstage.defaults.feed.Cursors.Fenced;
import dev.coinstage.defaults.feed.Cursors.Leased;
import dev.coinstage.defaults.feed.FeedClient.Reply;
import dev.coinstage.defaults.feed.FeedPage.CloudEvent;
import dev.coinstage.defaults.problem.DatabaseFaults;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * Takes one feed for one effect: lease, read, and in one transaction the effect's rows and the move of the cursor. A crash before
 * the commit leaves nothing, one after it everything. A page that fails is taken event by event; an event that fails as often as
 * allowed is parked and told of, and does not stop what follows it. What is away is waited for.
 */
final class Consumption {

    private static final Logger LOG = Logger.getLogger(Consumption.class);

    private final FeedHandler handler;
    private final String holder;
    private final Parts parts;
    private final AtomicLong behind;
    private int triesOfFirst;
    private Optional<Leased> held = Optional.empty();

    /** What all consumptions share. */
    record Parts(
            Pool pool,
            FeedClient client,
            Cursors cursors,
            ParkedEvents parked,
            FeedConfig config,
            MeterRegistry metrics) {}

    Consumption(FeedHandler handler, String holder, Parts parts) {
        this.handler = handler;
        this.holder = holder;
        this.parts = parts;
        this.behind = parts.metrics()
                .gauge(
                        "coinstage.feed.behind",
                        List.of(
                                io.micrometer.core.instrument.Tag.of("feed", handler.feed()),
                                io.micrometer.core.instrument.Tag.of("effect", handler.effect())),
                        new AtomicLong());
    }

    /** One look: nothing while another process holds the lease. Fails, after a pause, when something is away. */
    Uni<Void> look() {
        return parts.cursors()
                .lease(handler.feed(), handler.effect(), holder, parts.config().lease())
                .invoke(leased -> held = leased)
                .flatMap(leased -> leased.isPresent() ? read(leased.get()) : pause())
                .onFailure()
                .call(this::pause);
    }

    private Uni<Void> pause() {
        return Uni.createFrom().voidItem().onItem().delayIt().by(parts.config().retryEvery());
    }

    Uni<Void> release() {
        return held.map(parts.cursors()::release).orElse(Uni.createFrom().voidItem());
    }

    private Uni<Void> read(Leased leased) {
        return parts.client().read(handler.feed(), leased.place()).flatMap(reply -> {
            if (reply instanceof Reply.Elsewhere elsewhere) {
                return resume(leased, elsewhere);
            }
            var page = ((Reply.Page) reply).page();
            var events = page.events().stream().map(CloudEvent::event).toList();
            var to = FeedPlace.parse(page.next());
            behind.set(page.last() - to.position());
            return to.equals(leased.place()) ? Uni.createFrom().voidItem() : take(leased, events, to);
        });
    }

    private Uni<Void> resume(Leased leased, Reply.Elsewhere elsewhere) {
        LOG.warnf(
                "the feed of %s answers %s: %s goes on from %s, it was at %s",
                handler.feed(), elsewhere.code(), handler.effect(), elsewhere.resumeAt(), leased.place());
        parts.metrics()
                .counter("coinstage.feed.resumed", "feed", handler.feed(), "code", elsewhere.code())
                .increment();
        return parts.cursors().resume(leased, elsewhere.resumeAt());
    }

    private Uni<Void> take(Leased leased, List<FeedEvent> events, FeedPlace to) {
        return parts.pool()
                .withTransaction(tx -> apply(tx, leased, events)
                        .flatMap(applied -> parts.cursors().move(tx, leased, to)))
                .invoke(() -> triesOfFirst = 0)
                .onFailure(Consumption::isTheEvents)
                .recoverWithUni(failure -> takeFirst(leased, events, to, failure));
    }

    private Uni<Void> apply(SqlConnection tx, Leased leased, List<FeedEvent> events) {
        return Multi.createFrom()
                .iterable(events)
                .filter(event -> event.sequence() > leased.applied() && handler.handles(event.type()))
                .onItem()
                .transformToUniAndConcatenate(event -> Uni.createFrom().deferred(() -> handler.apply(tx, event)))
                .onItem()
                .ignoreAsUni();
    }

    /** Neither the database's nor another process' doing: tried again it may fail again. */
    private static boolean isTheEvents(Throwable failure) {
        return !(failure instanceof Fenced) && !DatabaseFaults.isPassing(failure);
    }

    /** The page's first event alone, and the others at the next look, so that one bad event holds up nobody. */
    private Uni<Void> takeFirst(Leased leased, List<FeedEvent> events, FeedPlace to, Throwable ofPage) {
        if (events.size() > 1) {
            var first = events.get(0);
            return take(leased, List.of(first), new FeedPlace(to.epoch(), first.sequence()))
                    .flatMap(taken -> look());
        }
        var event = events.get(0);
        triesOfFirst++;
        if (triesOfFirst < parts.config().tries()) {
            return Uni.createFrom().failure(ofPage);
        }
        triesOfFirst = 0;
        return park(leased, event, to, ofPage);
    }

    private Uni<Void> park(Leased leased, FeedEvent event, FeedPlace to, Throwable failure) {
        LOG.errorf(
                failure,
                "%s cannot take event %s (%s, place %d of %s): it is parked; mend the cause and replay it",
                handler.effect(),
                event.id(),
                event.type(),
                event.sequence(),
                handler.feed());
        return parts.pool()
                .withTransaction(tx -> parts.parked()
                        .park(tx, handler.effect(), event, String.valueOf(failure))
                        .flatMap(parked -> parts.cursors().move(tx, leased, to)));
    }
}
