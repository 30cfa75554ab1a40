package dev.coinstage.wallet.chargeback.app;

import dev.coinstage.defaults.command.Commands;
import dev.coinstage.defaults.feed.FeedEvent;
import dev.coinstage.defaults.feed.FeedHandler;
import dev.coinstage.defaults.ids.DerivedIds;
import dev.coinstage.wallet.chargeback.app.ReceiveChargeback.ChargebackPayload;
import dev.coinstage.wallet.chargeback.domain.Chargeback;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;

/** What fraud-service decides about disputes is carried out here, since nobody else writes the ledger. */
@ApplicationScoped
class DisputeDecisions implements FeedHandler {

    private final ChargebackStore chargebacks;
    private final Commands commands;
    private final Clock clock;

    DisputeDecisions(ChargebackStore chargebacks, Commands commands, Clock clock) {
        this.chargebacks = chargebacks;
        this.commands = commands;
        this.clock = clock;
    }

    @Override
    public String feed() {
        return "fraud-service";
    }

    @Override
    public String effect() {
        return "dispute-decisions";
    }

    @Override
    public boolean handles(String type) {
        return type.equals("fraud.dispute.decided");
    }

    @Override
    public Uni<Void> apply(SqlConnection tx, FeedEvent event) {
        if (!event.data().path("decision").asText().equals("CLAW_BACK")) {
            return Uni.createFrom().voidItem();
        }
        var dispute = UUID.fromString(event.data().path("disputeId").asText());
        return chargebacks
                .reach(tx, dispute, Chargeback.State.DECIDED, clock.instant())
                .flatMap(reached -> commands.issue(
                        tx,
                        DerivedIds.of(dispute, ClawBack.ACTION),
                        ClawBack.ACTION,
                        dispute.toString(),
                        new ChargebackPayload(dispute)));
    }
}
