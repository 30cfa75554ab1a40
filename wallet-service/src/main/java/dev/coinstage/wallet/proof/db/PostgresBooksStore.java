package dev.coinstage.wallet.proof.db;

import dev.coinstage.wallet.ledger.domain.AccountKind;
import dev.coinstage.wallet.proof.app.BooksStore;
import dev.coinstage.wallet.proof.domain.Difference;
import dev.coinstage.wallet.proof.domain.Difference.What;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

@ApplicationScoped
class PostgresBooksStore implements BooksStore {

    private static final String HEAD = "SELECT commit_seq, posting_seq FROM ledger_head WHERE id = 1";
    private static final String[] WITH_LOTS = Arrays.stream(AccountKind.values())
            .filter(AccountKind::holdsLots)
            .map(AccountKind::name)
            .toArray(String[]::new);

    private final Snapshots snapshots;

    PostgresBooksStore(Snapshots snapshots) {
        this.snapshots = snapshots;
    }

    @Override
    public Uni<Replayed> replay(int most) {
        return snapshots.read(tx -> tx.query(HEAD)
                .execute()
                .map(rows -> rows.iterator().next().getLong(0))
                .flatMap(commit -> tx.preparedQuery(ReplaySql.REPLAY)
                        .execute(Tuple.of(WITH_LOTS, (long) most))
                        .map(rows -> {
                            var differences = new ArrayList<Difference>(rows.size());
                            rows.forEach(row -> differences.add(new Difference(
                                    row.getUUID(0), What.valueOf(row.getString(1)), row.getLong(2), row.getLong(3))));
                            return new Replayed(commit, differences);
                        })));
    }

    @Override
    public Uni<Map<String, Long>> violations(int postings) {
        return snapshots.read(tx -> tx.query(HEAD)
                .execute()
                .map(rows -> bounds(rows.iterator().next(), postings))
                .flatMap(bounds -> tx.preparedQuery(InvariantSql.VIOLATIONS).execute(bounds))
                .map(rows -> {
                    var violations = new HashMap<String, Long>();
                    rows.forEach(row -> violations.put(row.getString(0), row.getLong(1)));
                    return violations;
                }));
    }

    /** As many commits as postings: each commit that posted has one at least. */
    private static Tuple bounds(Row head, long postings) {
        var commit = head.getLong(0);
        var posting = head.getLong(1);
        return Tuple.of(Math.max(0, posting - postings), posting, Math.max(0, commit - postings), commit, WITH_LOTS);
    }
}
