package dev.coinstage.fraud.decision.db;

import dev.coinstage.defaults.feed.FeedEvent;
import dev.coinstage.defaults.feed.FeedHandler;
import dev.coinstage.fraud.decision.app.Rules;
import dev.coinstage.fraud.rows.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;

/** Payouts, from payout-service's feed: the last state of each. */
@ApplicationScoped
class PayoutSignals implements FeedHandler {

    private static final String PREFIX = "payout.";

    private static final String KEEP = """
            INSERT INTO payout_seen AS p (payout_id, creator, diamonds, value_cents, state, first_at, last_seq)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            ON CONFLICT (payout_id) DO UPDATE SET state = excluded.state, last_seq = excluded.last_seq WHERE p.last_seq < excluded.last_seq""";

    private final Rules rules;

    PayoutSignals(Rules rules) {
        this.rules = rules;
    }

    @Override
    public String feed() {
        return "payout-service";
    }

    @Override
    public String effect() {
        return "payout-signals";
    }

    @Override
    public boolean handles(String type) {
        return type.startsWith(PREFIX);
    }

    /** What tells of no payout of a creator, such as a payout method, is left. */
    @Override
    public Uni<Void> apply(SqlConnection tx, FeedEvent event) {
        var data = event.data();
        if (!data.hasNonNull("payoutId") || !data.hasNonNull("creatorId")) {
            return Uni.createFrom().voidItem();
        }
        var diamonds = data.path("diamonds").asLong();
        return tx.preparedQuery(KEEP)
                .execute(Rows.values(
                        WalletSignals.uuid(data, "payoutId"),
                        WalletSignals.uuid(data, "creatorId"),
                        diamonds,
                        rules.value("DIAMOND", Math.max(0, diamonds)).cents(),
                        event.type().substring(PREFIX.length()),
                        event.time(),
                        event.sequence()))
                .replaceWithVoid();
    }
}
