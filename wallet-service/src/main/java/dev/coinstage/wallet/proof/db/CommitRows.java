package dev.coinstage.wallet.proof.db;

import dev.coinstage.wallet.proof.domain.Hash;
import dev.coinstage.wallet.proof.domain.StoredCommit;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads commits with the digest of their rows, in the form that V5__proof.sql states. Each commit is a walk along the primary
 * keys, so that memory is that of one commit and no sort spills, whatever the number of commits.
 */
final class CommitRows {

    private static final String POSTING = """
            int8send(p.seq) || uuid_send(p.id) || int8send(p.commit_seq)
            || int4send(length(convert_to(p.kind, 'UTF8'))) || convert_to(p.kind, 'UTF8')
            || coalesce(int4send(length(convert_to(p.reference, 'UTF8'))) || convert_to(p.reference, 'UTF8'), int4send(-1))
            || timestamptz_send(p.recorded_at)""";
    private static final String TRANSFER = """
            int8send(t.posting_seq) || int2send(t.ordinal) || timestamptz_send(t.committed_at) || int8send(t.commit_seq)
            || uuid_send(t.debit_account) || uuid_send(t.credit_account) || int8send(t.amount)
            || int8send(t.debit_balance) || int8send(t.credit_balance) || int2send(t.code) || int2send(t.kind)
            || coalesce('\\x01'::bytea || int8send(t.debit_held), '\\x00') || coalesce('\\x01'::bytea || int8send(t.credit_held), '\\x00')
            || coalesce('\\x01'::bytea || int8send(t.axis_from), '\\x00') || coalesce('\\x01'::bytea || uuid_send(t.relates_to), '\\x00')""";
    private static final String CHANGE = """
            int8send(c.posting_seq) || int2send(c.link) || uuid_send(c.account) || int8send(c.commit_seq)
            || boolsend(c.frozen) || boolsend(c.closed) || int8send(c.minimum) || int8send(c.maximum)""";

    /** Commits {@code $1} to {@code $2}, each whether it is there or not. */
    private static final String READ = """
            SELECT n.commit_seq, n.commit_seq = 1 OR before.commit_seq IS NOT NULL, b.commit_seq IS NOT NULL, postings.number,
                   b.last_posting - coalesce(before.last_posting, 0), encode(s.hash, 'hex'),
                   encode(sha256('\\x01'::bytea || int8send(b.commit_seq) || uuid_send(b.id) || timestamptz_send(b.committed_at)
                                 || int8send(b.last_posting) || postings.bytes || transfers.bytes || changes.bytes), 'hex')
              FROM generate_series($1::bigint, $2::bigint) AS n(commit_seq)
              LEFT JOIN posting_batch b ON b.commit_seq = n.commit_seq
              LEFT JOIN posting_batch before ON before.commit_seq = n.commit_seq - 1
              LEFT JOIN commit_seal s ON s.commit_seq = n.commit_seq
             CROSS JOIN LATERAL (
                   SELECT count(*) AS number, int8send(count(*)) || coalesce(string_agg(%s, '' ORDER BY p.seq), '') AS bytes
                     FROM posting p WHERE p.seq > coalesce(before.last_posting, 0) AND p.seq <= b.last_posting) postings
             CROSS JOIN LATERAL (
                   SELECT int8send(count(*)) || coalesce(string_agg(%s, '' ORDER BY t.posting_seq, t.ordinal), '') AS bytes
                     FROM transfer t
                    WHERE t.posting_seq > coalesce(before.last_posting, 0) AND t.posting_seq <= b.last_posting) transfers
             CROSS JOIN LATERAL (
                   SELECT int8send(count(*)) || coalesce(string_agg(%s, '' ORDER BY c.posting_seq, c.link), '') AS bytes
                     FROM account_change c
                    WHERE c.posting_seq > coalesce(before.last_posting, 0) AND c.posting_seq <= b.last_posting) changes
             ORDER BY n.commit_seq""".formatted(POSTING, TRANSFER, CHANGE);

    private CommitRows() {}

    static Uni<List<StoredCommit>> read(SqlConnection tx, long from, long to) {
        return tx.preparedQuery(READ).execute(Tuple.of(from, to)).map(rows -> {
            var commits = new ArrayList<StoredCommit>(rows.size());
            rows.forEach(row -> commits.add(commit(row)));
            return commits;
        });
    }

    private static StoredCommit commit(Row row) {
        var present = row.getBoolean(2);
        return new StoredCommit(
                row.getLong(0),
                row.getBoolean(1),
                present,
                row.getLong(3),
                present ? row.getLong(4) : 0,
                hash(row.getString(6)),
                hash(row.getString(5)));
    }

    static Hash hash(String hex) {
        return hex == null ? Hash.ABSENT : new Hash(hex);
    }
}
