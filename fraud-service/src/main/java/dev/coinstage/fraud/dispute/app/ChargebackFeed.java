package dev.coinstage.fraud.dispute.app;

import com.fasterxml.jackson.databind.JsonNode;
import dev.coinstage.defaults.feed.FeedEvent;
import dev.coinstage.defaults.feed.FeedHandler;
import dev.coinstage.fraud.dispute.app.DisputeStore.Recovery;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.UUID;

/** Chargebacks from the wallet's feed: their notices, and what the wallet carried out. */
@ApplicationScoped
class ChargebackFeed implements FeedHandler {

    private static final String RECEIVED = "wallet.chargeback-received";
    private static final String CARRIED_OUT = "wallet.chargeback-carried-out";

    private final Disputes disputes;
    private final DisputeStore store;

    ChargebackFeed(Disputes disputes, DisputeStore store) {
        this.disputes = disputes;
        this.store = store;
    }

    @Override
    public String feed() {
        return "wallet-service";
    }

    @Override
    public String effect() {
        return "disputes";
    }

    @Override
    public boolean handles(String type) {
        return Set.of(RECEIVED, CARRIED_OUT).contains(type);
    }

    @Override
    public Uni<Void> apply(SqlConnection tx, FeedEvent event) {
        var data = event.data();
        if (event.type().equals(RECEIVED)) {
            return disputes.open(
                    tx,
                    new Disputes.Notice(
                            id(data, "disputeId"),
                            id(data, "purchaseId"),
                            id(data, "buyerId"),
                            units(data, "coins"),
                            data.path("currency").asText(""),
                            units(data, "amountMinor"),
                            data.path("reason").asText("")));
        }
        return store.carriedOut(
                tx,
                new Recovery(
                        id(data, "disputeId"),
                        id(data, "purchaseId"),
                        units(data, "coinsRecovered"),
                        units(data, "coinsOwed"),
                        data.toString(),
                        event.time()));
    }

    private static UUID id(JsonNode data, String name) {
        return UUID.fromString(data.path(name).asText());
    }

    private static long units(JsonNode data, String name) {
        var value = data.path(name);
        if (!value.isIntegralNumber() || !value.canConvertToLong() || value.asLong() < 0) {
            throw new IllegalArgumentException("no number of units: " + name);
        }
        return value.asLong();
    }
}
