package dev.coinstage.fraud.decision.db;

import com.fasterxml.jackson.databind.JsonNode;
import dev.coinstage.defaults.feed.FeedEvent;
import dev.coinstage.defaults.feed.FeedHandler;
import dev.coinstage.fraud.decision.app.Rules;
import dev.coinstage.fraud.rows.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.UUID;

/** Gifts and purchases, from the wallet's feed: who gave whom how much, who bought what, and when each user was first heard of. */
@ApplicationScoped
class WalletSignals implements FeedHandler {

    private static final String GIFT = "wallet.gift";
    private static final String PURCHASE = "wallet.purchase";

    static final String SEEN = """
            INSERT INTO user_seen AS u (user_id, first_seen_at) VALUES ($1, $2)
            ON CONFLICT (user_id) DO UPDATE SET first_seen_at = excluded.first_seen_at WHERE u.first_seen_at > excluded.first_seen_at""";

    private static final String GAVE = """
            INSERT INTO gift_sum AS s (creator, gifter, gifts, coins, diamonds, first_at, last_at) VALUES ($1, $2, 1, $3, $4, $5, $5)
            ON CONFLICT (creator, gifter) DO UPDATE SET gifts = s.gifts + 1, coins = s.coins + excluded.coins,
                   diamonds = s.diamonds + excluded.diamonds, first_at = least(s.first_at, excluded.first_at),
                   last_at = greatest(s.last_at, excluded.last_at)""";

    private static final String BOUGHT = """
            INSERT INTO purchase_seen (purchase_id, buyer, store, region, currency, amount_minor, coins, value_cents, at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING""";

    private final Rules rules;

    WalletSignals(Rules rules) {
        this.rules = rules;
    }

    @Override
    public String feed() {
        return "wallet-service";
    }

    @Override
    public String effect() {
        return "wallet-signals";
    }

    @Override
    public boolean handles(String type) {
        return Set.of(GIFT, PURCHASE).contains(type);
    }

    @Override
    public Uni<Void> apply(SqlConnection tx, FeedEvent event) {
        return event.type().equals(GIFT) ? gift(tx, event) : purchase(tx, event);
    }

    private Uni<Void> gift(SqlConnection tx, FeedEvent event) {
        var data = event.data();
        var gifter = uuid(data, "viewerId");
        return seen(tx, gifter, event)
                .flatMap(seen -> tx.preparedQuery(GAVE)
                        .execute(Rows.values(
                                uuid(data, "creatorId"),
                                gifter,
                                number(data, "coins"),
                                number(data, "diamonds"),
                                event.time())))
                .replaceWithVoid();
    }

    private Uni<Void> purchase(SqlConnection tx, FeedEvent event) {
        var data = event.data();
        var buyer = uuid(data, "buyerId");
        var currency = data.path("currency").asText("");
        var amount = number(data, "amountMinor");
        return seen(tx, buyer, event)
                .flatMap(seen -> tx.preparedQuery(BOUGHT)
                        .execute(Rows.values(
                                UUID.fromString(event.subject()),
                                buyer,
                                data.path("store").asText(""),
                                data.path("region").asText(""),
                                currency,
                                amount,
                                number(data, "coins"),
                                rules.value(currency, Math.max(0, amount)).cents(),
                                event.time())))
                .replaceWithVoid();
    }

    private static Uni<Void> seen(SqlConnection tx, UUID user, FeedEvent event) {
        return tx.preparedQuery(SEEN).execute(Rows.values(user, event.time())).replaceWithVoid();
    }

    static UUID uuid(JsonNode data, String name) {
        return UUID.fromString(data.path(name).asText());
    }

    /** @throws IllegalArgumentException for what is no whole number: the event is parked, not guessed at */
    static long number(JsonNode data, String name) {
        var value = data.path(name);
        if (!value.canConvertToLong() || !value.isIntegralNumber()) {
            throw new IllegalArgumentException("no whole number: " + name);
        }
        return value.asLong();
    }
}
