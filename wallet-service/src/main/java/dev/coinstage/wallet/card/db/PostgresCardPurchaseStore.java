package dev.coinstage.wallet.card.db;

import dev.coinstage.wallet.card.app.CardPurchaseStore;
import dev.coinstage.wallet.card.domain.CardNotice;
import dev.coinstage.wallet.card.domain.CardPurchase;
import dev.coinstage.wallet.card.domain.CardPurchase.Risk;
import dev.coinstage.wallet.card.domain.CardPurchase.State;
import dev.coinstage.wallet.quantity.Coins;
import dev.coinstage.wallet.quantity.Money;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

@ApplicationScoped
class PostgresCardPurchaseStore implements CardPurchaseStore {

    private static final String SELECT = """
            SELECT id, buyer, product, region, coins, currency, amount_minor, state, risk, coalesce(payment, ''),
                   coalesce(client_secret, ''), posting, created_at
              FROM card_purchase WHERE\s""";
    private static final String KEEP = """
            INSERT INTO card_purchase (id, buyer, product, region, coins, currency, amount_minor, state, risk, created_at, changed_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10) ON CONFLICT (id) DO NOTHING""";
    private static final String KEEP_PAYMENT =
            "UPDATE card_purchase SET payment = $2, client_secret = $3 WHERE id = $1 AND payment IS NULL";
    private static final String TAKE =
            "INSERT INTO card_notice (id, type, received_at) VALUES ($1, $2, $3) ON CONFLICT (id) DO NOTHING";
    private static final String MOVE = """
            UPDATE card_purchase SET state = $3, risk = $4, changed_at = $5 WHERE id = $1 AND state = ANY($2)""";
    private static final String CREDITED = """
            UPDATE card_purchase SET state = 'CREDITED', posting = $2, changed_at = $3 WHERE id = $1 AND state = 'PAID'""";

    private final Pool pool;

    PostgresCardPurchaseStore(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<CardPurchase> keep(CardPurchase purchase) {
        var values = Tuple.from(new Object[] {
            purchase.id(),
            purchase.buyer(),
            purchase.productId(),
            purchase.region(),
            purchase.coins().value(),
            purchase.price().currency(),
            purchase.price().amountMinor(),
            purchase.state().name(),
            purchase.risk().name(),
            purchase.createdAt().atOffset(ZoneOffset.UTC)
        });
        return pool.preparedQuery(KEEP)
                .execute(values)
                .flatMap(kept -> byId(purchase.id()))
                .map(Optional::orElseThrow);
    }

    @Override
    public Uni<Void> keepPayment(CardPurchase purchase) {
        return pool.preparedQuery(KEEP_PAYMENT)
                .execute(Tuple.of(purchase.id(), purchase.payment(), purchase.clientSecret()))
                .replaceWithVoid();
    }

    @Override
    public Uni<Optional<CardPurchase>> byId(UUID id) {
        return pool.preparedQuery(SELECT + "id = $1").execute(Tuple.of(id)).map(PostgresCardPurchaseStore::first);
    }

    @Override
    public Uni<Optional<CardPurchase>> lock(SqlConnection tx, UUID id) {
        return tx.preparedQuery(SELECT + "id = $1 FOR UPDATE")
                .execute(Tuple.of(id))
                .map(PostgresCardPurchaseStore::first);
    }

    @Override
    public Uni<Optional<CardPurchase>> lockByPayment(SqlConnection tx, String payment) {
        return tx.preparedQuery(SELECT + "payment = $1 FOR UPDATE")
                .execute(Tuple.of(payment))
                .map(PostgresCardPurchaseStore::first);
    }

    @Override
    public Uni<Boolean> take(SqlConnection tx, CardNotice notice, Instant at) {
        return tx.preparedQuery(TAKE)
                .execute(Tuple.of(notice.id(), notice.type(), at.atOffset(ZoneOffset.UTC)))
                .map(rows -> rows.rowCount() == 1);
    }

    @Override
    public Uni<Boolean> move(SqlConnection tx, UUID id, Set<State> from, State to, Risk risk, Instant at) {
        var states = from.stream().map(State::name).toArray(String[]::new);
        return tx.preparedQuery(MOVE)
                .execute(Tuple.of(id, states, to.name(), risk.name(), at.atOffset(ZoneOffset.UTC)))
                .map(rows -> rows.rowCount() == 1);
    }

    @Override
    public Uni<Boolean> credited(SqlConnection tx, UUID id, UUID posting, Instant at) {
        return tx.preparedQuery(CREDITED)
                .execute(Tuple.of(id, posting, at.atOffset(ZoneOffset.UTC)))
                .map(rows -> rows.rowCount() == 1);
    }

    private static Optional<CardPurchase> first(RowSet<Row> rows) {
        var row = rows.iterator();
        return row.hasNext() ? Optional.of(purchase(row.next())) : Optional.empty();
    }

    private static CardPurchase purchase(Row row) {
        var posting = row.getUUID(11);
        return new CardPurchase(
                row.getUUID(0),
                row.getUUID(1),
                row.getString(2),
                row.getString(3),
                new Coins(row.getLong(4)),
                new Money(row.getString(5), row.getLong(6)),
                State.valueOf(row.getString(7)),
                Risk.valueOf(row.getString(8)),
                row.getString(9),
                row.getString(10),
                posting == null ? CardPurchase.NOT_POSTED : posting,
                row.getOffsetDateTime(12).toInstant());
    }
}
