package dev.coinstage.wallet.ledger.db;

import dev.coinstage.wallet.ledger.app.AccountStore.Moment;
import dev.coinstage.wallet.ledger.app.AccountStore.Place;
import dev.coinstage.wallet.ledger.app.TransferStore;
import dev.coinstage.wallet.ledger.domain.TransferCode;
import dev.coinstage.wallet.ledger.domain.TransferId;
import dev.coinstage.wallet.ledger.domain.TransferKind;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** {@code $1} is what is asked for, {@code $2} and {@code $3} the place before the page, {@code $4} its limit. */
@ApplicationScoped
class PostgresTransferStore implements TransferStore {

    private static final String COLUMNS = """
            SELECT t.posting_seq, t.ordinal, p.id, t.kind, t.code, t.debit_account, t.credit_account, t.amount, t.relates_to,
                   t.commit_seq, t.committed_at, p.reference""";

    /** Each side is a walk along its own index, as in a statement. */
    private static final String OF_ACCOUNT = COLUMNS + """

              FROM (SELECT * FROM (
                       (SELECT * FROM transfer WHERE debit_account = $1 AND (posting_seq, ordinal) > ($2, $3)
                         ORDER BY posting_seq, ordinal LIMIT $4)
                       UNION ALL
                       (SELECT * FROM transfer WHERE credit_account = $1 AND (posting_seq, ordinal) > ($2, $3)
                         ORDER BY posting_seq, ordinal LIMIT $4)) sides
                     ORDER BY posting_seq, ordinal LIMIT $4) t
              JOIN posting p ON p.seq = t.posting_seq
             ORDER BY t.posting_seq, t.ordinal""";

    private static final String OF_POSTINGS = COLUMNS + """

              FROM posting p JOIN transfer t ON t.posting_seq = p.seq
             WHERE p.seq >= $2 AND (t.posting_seq, t.ordinal) > ($2, $3) AND %s
             ORDER BY p.seq, t.ordinal LIMIT $4""";
    private static final String OF_REFERENCE = OF_POSTINGS.formatted("p.reference = $1");
    private static final String OF_POSTING = OF_POSTINGS.formatted("p.id = $1");

    /** A refusal has no posting, and neither has what other operations keep under their keys. */
    private static final String OF_KEY = OF_POSTINGS.formatted("""
            p.id IN (SELECT (outcome ->> 'posting')::uuid FROM idempotency_outcome
                      WHERE key = $1 AND outcome ->> 'type' = 'posted')""");

    private static final String ACCOUNT_KNOWN = "SELECT 1 FROM account WHERE id = $1";
    private static final String POSTING_KNOWN = "SELECT 1 FROM posting WHERE id = $1";
    private static final String KEY_KNOWN = "SELECT 1 FROM idempotency_outcome WHERE key = $1 LIMIT 1";
    private static final String POSTING =
            "SELECT id, seq, kind, reference, commit_seq, recorded_at FROM posting WHERE id = $1";

    private final Pool pool;

    PostgresTransferStore(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<List<Transfer>> list(Filter filter, Place after, int limit) {
        var place = Tuple.tuple()
                .addValue(asked(filter))
                .addLong(after.postingSequence())
                .addShort((short) after.ordinal())
                .addInteger(limit);
        return pool.preparedQuery(page(filter)).execute(place).map(rows -> {
            var page = new ArrayList<Transfer>(rows.size());
            rows.forEach(row -> page.add(transfer(row)));
            return page;
        });
    }

    private static String page(Filter filter) {
        if (filter instanceof Filter.OfAccount) {
            return OF_ACCOUNT;
        } else if (filter instanceof Filter.OfReference) {
            return OF_REFERENCE;
        }
        return filter instanceof Filter.OfKey ? OF_KEY : OF_POSTING;
    }

    private static Object asked(Filter filter) {
        if (filter instanceof Filter.OfAccount of) {
            return of.account();
        } else if (filter instanceof Filter.OfReference of) {
            return of.reference();
        } else if (filter instanceof Filter.OfKey of) {
            return of.key();
        }
        return ((Filter.OfPosting) filter).posting();
    }

    @Override
    public Uni<Boolean> known(Filter filter) {
        if (filter instanceof Filter.OfReference) {
            return Uni.createFrom().item(true);
        }
        var query = filter instanceof Filter.OfAccount
                ? ACCOUNT_KNOWN
                : filter instanceof Filter.OfKey ? KEY_KNOWN : POSTING_KNOWN;
        return pool.preparedQuery(query).execute(Tuple.of(asked(filter))).map(rows -> rows.size() > 0);
    }

    private static Transfer transfer(Row row) {
        var posting = row.getUUID(2);
        return new Transfer(
                new Place(row.getLong(0), row.getShort(1)),
                TransferId.of(TransferId.posting(posting), row.getShort(1)),
                posting,
                TransferKind.of(row.getShort(3)),
                TransferCode.of(row.getShort(4)),
                row.getUUID(5),
                row.getUUID(6),
                row.getLong(7),
                Optional.ofNullable(row.getUUID(8)),
                new Moment(row.getLong(9), row.getOffsetDateTime(10).toInstant()),
                Optional.ofNullable(row.getString(11)));
    }

    @Override
    public Uni<Optional<Posting>> posting(UUID id) {
        return pool.preparedQuery(POSTING).execute(Tuple.of(id)).map(rows -> {
            if (rows.size() == 0) {
                return Optional.empty();
            }
            var row = rows.iterator().next();
            return Optional.of(new Posting(
                    row.getUUID(0),
                    row.getLong(1),
                    row.getString(2),
                    Optional.ofNullable(row.getString(3)),
                    row.getLong(4),
                    row.getOffsetDateTime(5).toInstant()));
        });
    }
}
