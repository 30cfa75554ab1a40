package dev.coinstage.wallet.chargeback.db;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.coinstage.wallet.chargeback.app.ChargebackStore;
import dev.coinstage.wallet.chargeback.domain.Chargeback;
import dev.coinstage.wallet.chargeback.domain.Lineage;
import dev.coinstage.wallet.quantity.Money;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

@ApplicationScoped
@RegisterForReflection(targets = {Lineage.class, Lineage.TaintedGift.class, Lineage.OpenBudget.class})
class PostgresChargebackStore implements ChargebackStore {

    private static final String ADD = """
            INSERT INTO chargeback (id, provider_id, purchase, buyer, coins, currency, amount_minor, fee_minor, reason, state,
                                    received_at, changed_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'RECEIVED', $10, $10)
            ON CONFLICT (provider_id) DO NOTHING""";
    private static final String BY_ID = """
            SELECT id, provider_id, purchase, buyer, coins, currency, amount_minor, fee_minor, reason, state, received_at
              FROM chargeback WHERE id = $1""";
    private static final String PLAN =
            "UPDATE chargeback SET plan = coalesce(plan, $2::text::jsonb) WHERE id = $1 RETURNING plan::text";

    /** States only go forward: what is reported twice, or late, changes nothing. */
    private static final String REACH = """
            UPDATE chargeback SET state = $2, changed_at = $3
             WHERE id = $1 AND array_position(ARRAY['RECEIVED', 'PUBLISHED', 'DECIDED', 'CARRIED_OUT'], state)
                             < array_position(ARRAY['RECEIVED', 'PUBLISHED', 'DECIDED', 'CARRIED_OUT'], $2)""";

    private final Pool pool;
    private final ObjectMapper mapper;

    PostgresChargebackStore(Pool pool, ObjectMapper mapper) {
        this.pool = pool;
        this.mapper = mapper;
    }

    @Override
    public Uni<Boolean> add(SqlConnection tx, Chargeback chargeback) {
        var values = Tuple.from(new Object[] {
            chargeback.id(),
            chargeback.providerId(),
            chargeback.purchase(),
            chargeback.buyer(),
            chargeback.coins(),
            chargeback.amount().currency(),
            chargeback.amount().amountMinor(),
            chargeback.fee().amountMinor(),
            chargeback.reason(),
            chargeback.receivedAt().atOffset(ZoneOffset.UTC)
        });
        return tx.preparedQuery(ADD).execute(values).map(rows -> rows.rowCount() == 1);
    }

    @Override
    public Uni<Optional<Chargeback>> byId(UUID id) {
        return pool.preparedQuery(BY_ID).execute(Tuple.of(id)).map(rows -> {
            var row = rows.iterator();
            return row.hasNext() ? Optional.of(chargeback(row.next())) : Optional.empty();
        });
    }

    private static Chargeback chargeback(Row row) {
        return new Chargeback(
                row.getUUID(0),
                row.getString(1),
                row.getUUID(2),
                row.getUUID(3),
                row.getLong(4),
                new Money(row.getString(5), row.getLong(6)),
                new Money(row.getString(5), row.getLong(7)),
                row.getString(8),
                Chargeback.State.valueOf(row.getString(9)),
                row.getOffsetDateTime(10).toInstant());
    }

    @Override
    public Uni<Lineage> plan(UUID id, Lineage now) {
        return pool.preparedQuery(PLAN)
                .execute(Tuple.of(id, json(now)))
                .map(rows -> lineage(rows.iterator().next().getString(0)));
    }

    @Override
    public Uni<Void> reach(SqlConnection tx, UUID id, Chargeback.State state, Instant at) {
        return tx.preparedQuery(REACH)
                .execute(Tuple.of(id, state.name(), at.atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }

    private String json(Lineage lineage) {
        try {
            return mapper.writeValueAsString(lineage);
        } catch (JsonProcessingException ofOwnRecords) {
            throw new IllegalStateException(ofOwnRecords);
        }
    }

    private Lineage lineage(String json) {
        try {
            return mapper.readValue(json, Lineage.class);
        } catch (JsonProcessingException foreign) {
            throw new IllegalStateException(foreign);
        }
    }
}
