package dev.coinstage.payout.payout.app;

import com.fasterxml.jackson.databind.JsonNode;
import dev.coinstage.defaults.feed.FeedEvent;
import dev.coinstage.defaults.feed.FeedHandler;
import dev.coinstage.payout.payout.domain.Changed;
import dev.coinstage.payout.payout.domain.Payout;
import dev.coinstage.payout.payout.domain.Reason;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** Restrictions hold and release a creator's payouts, decided cases release and reject one; what the provider may have goes on. */
@ApplicationScoped
class TakeFraudEvents implements FeedHandler {

    private static final String IMPOSED = "fraud.restriction.imposed";
    private static final String LIFTED = "fraud.restriction.lifted";
    private static final String DECIDED = "fraud.case.decided";
    private static final String PAYOUT = "PAYOUT";

    private final PayoutStore store;
    private final TakeStep step;

    TakeFraudEvents(PayoutStore store, TakeStep step) {
        this.store = store;
        this.step = step;
    }

    @Override
    public String feed() {
        return "fraud-service";
    }

    @Override
    public String effect() {
        return "payout-holds";
    }

    @Override
    public boolean handles(String type) {
        return Set.of(IMPOSED, LIFTED, DECIDED).contains(type);
    }

    @Override
    public Uni<Void> apply(SqlConnection tx, FeedEvent event) {
        var data = event.data();
        if (event.type().equals(DECIDED)) {
            return PAYOUT.equals(data.path("action").asText())
                    ? decided(tx, data)
                    : Uni.createFrom().voidItem();
        }
        if (!PAYOUT.equals(data.path("kind").asText())) {
            return Uni.createFrom().voidItem();
        }
        return event.type().equals(IMPOSED) ? imposed(tx, event) : lifted(tx, event);
    }

    private Uni<Void> decided(SqlConnection tx, JsonNode data) {
        var approved = "APPROVED".equals(data.path("verdict").asText());
        return step.of(tx, id(data, "subjectId"), "case decided", payout -> payout.caseDecided(approved))
                .replaceWithVoid();
    }

    private Uni<Void> imposed(SqlConnection tx, FeedEvent event) {
        var creator = id(event.data(), "userId");
        return store.lockOpen(tx, creator)
                .call(open -> store.impose(
                        tx,
                        id(event.data(), "restrictionId"),
                        creator,
                        event.data().path("reasonCode").asText("UNKNOWN"),
                        event.time()))
                .flatMap(open -> each(tx, open, "restricted", payout -> payout.stopped(Reason.RESTRICTED)));
    }

    /** Another restriction may still be in force. */
    private Uni<Void> lifted(SqlConnection tx, FeedEvent event) {
        var creator = id(event.data(), "userId");
        return store.lockOpen(tx, creator)
                .call(open -> store.lift(tx, id(event.data(), "restrictionId"), creator, event.time()))
                .flatMap(open -> store.restriction(tx, creator)
                        .flatMap(left -> left.isPresent()
                                ? Uni.createFrom().voidItem()
                                : each(tx, open, "restriction lifted", payout -> payout.released(Reason.RESTRICTED))));
    }

    private Uni<Void> each(SqlConnection tx, List<UUID> payouts, String cause, Function<Payout, Changed> change) {
        var all = Uni.createFrom().voidItem();
        for (var id : payouts) {
            all = all.flatMap(done -> step.of(tx, id, cause, change).replaceWithVoid());
        }
        return all;
    }

    private static UUID id(JsonNode data, String name) {
        return UUID.fromString(data.path(name).asText());
    }
}
