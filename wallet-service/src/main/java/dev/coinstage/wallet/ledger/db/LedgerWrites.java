package dev.coinstage.wallet.ledger.db;

import dev.coinstage.wallet.ledger.domain.Decided;
import dev.coinstage.wallet.ledger.domain.Decided.PostedTransfer;
import dev.coinstage.wallet.ledger.domain.TransferKind;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Writes one decided batch with set-based statements. Each is sent as soon as its values are ready, and none waits for another's
 * answer: the server works on one while the next is made. They run in the order of sending; the head is locked already, so no
 * other writer can interleave.
 */
@ApplicationScoped
class LedgerWrites {

    private static final String HEAD =
            "UPDATE ledger_head SET commit_seq = $1, posting_seq = $2, committed_at = $3 WHERE id = 1";
    private static final String BATCH =
            "INSERT INTO posting_batch (commit_seq, id, committed_at, last_posting) VALUES ($1, $2, $3, $4)";
    private static final String OPEN = """
            INSERT INTO account (id, owner, kind, asset, may_go_negative, debits_posted, credits_posted, debits_pending,
                                 credits_pending, minimum, maximum, frozen, closed, lot_axis, lot_current, lot_left, opened_at)
            SELECT id, owner, kind, asset, may_go_negative, debits, credits, held_debits, held_credits, minimum, maximum,
                   frozen, closed, axis, nullif(current, $17), lot_left, $18
              FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::boolean[], $6::bigint[], $7::bigint[],
                          $8::bigint[], $9::bigint[], $10::bigint[], $11::bigint[], $12::boolean[], $13::boolean[],
                          $14::bigint[], $15::uuid[], $16::bigint[])
                   AS new(id, owner, kind, asset, may_go_negative, debits, credits, held_debits, held_credits, minimum,
                          maximum, frozen, closed, axis, current, lot_left)""";
    private static final String CHANGE = """
            UPDATE account a
               SET debits_posted = new.debits, credits_posted = new.credits,
                   debits_pending = new.held_debits, credits_pending = new.held_credits,
                   minimum = new.minimum, maximum = new.maximum, frozen = new.frozen, closed = new.closed,
                   lot_axis = new.axis, lot_current = nullif(new.current, $13), lot_left = new.lot_left
              FROM unnest($1::uuid[], $2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[],
                          $8::boolean[], $9::boolean[], $10::bigint[], $11::uuid[], $12::bigint[])
                   AS new(id, debits, credits, held_debits, held_credits, minimum, maximum, frozen, closed, axis, current,
                          lot_left)
             WHERE a.id = new.id""";
    private static final String POSTINGS = """
            INSERT INTO posting (seq, id, commit_seq, kind, caller, detail, reference, recorded_at)
            SELECT seq, id, $7, kind, caller, detail::jsonb, nullif(reference, ''), $8
              FROM unnest($1::bigint[], $2::uuid[], $3::text[], $4::uuid[], $5::text[], $6::text[])
                   AS new(seq, id, kind, caller, detail, reference)""";
    /** Transfers that continue nothing, between accounts that hold nothing: nearly all. */
    private static final String TRANSFERS = """
            INSERT INTO transfer (posting_seq, ordinal, kind, debit_account, credit_account, amount, code, debit_balance,
                                  credit_balance, axis_from, commit_seq, committed_at)
            SELECT seq, ordinal, 0, debit, credit, amount, code, debit_balance, credit_balance, nullif(axis, -1), $10, $11
              FROM unnest($1::bigint[], $2::smallint[], $3::uuid[], $4::uuid[], $5::bigint[], $6::smallint[], $7::bigint[],
                          $8::bigint[], $9::bigint[])
                   AS new(seq, ordinal, debit, credit, amount, code, debit_balance, credit_balance, axis)""";

    private static final String OTHER_TRANSFERS = """
            INSERT INTO transfer (posting_seq, ordinal, kind, relates_to, debit_account, credit_account, amount, code,
                                  debit_balance, credit_balance, debit_held, credit_held, axis_from, commit_seq, committed_at)
            SELECT seq, ordinal, kind, nullif(relates_to, $14), debit, credit, amount, code, debit_balance, credit_balance,
                   nullif(debit_held, 0), nullif(credit_held, 0), nullif(axis, -1), $15, $16
              FROM unnest($1::bigint[], $2::smallint[], $3::smallint[], $4::uuid[], $5::uuid[], $6::uuid[], $7::bigint[],
                          $8::smallint[], $9::bigint[], $10::bigint[], $11::bigint[], $12::bigint[], $13::bigint[])
                   AS new(seq, ordinal, kind, relates_to, debit, credit, amount, code, debit_balance, credit_balance,
                          debit_held, credit_held, axis)""";
    private static final String LOTS = """
            INSERT INTO lot (id, account, ordinal, store, store_reference, region, currency, price_minor, coins, waiting,
                             parent, issued_at)
            SELECT id, account, ordinal, store, reference, region, currency, price, coins, waiting, nullif(parent, $12), $13
              FROM unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::text[], $5::text[], $6::text[], $7::text[], $8::bigint[],
                          $9::bigint[], $10::bigint[], $11::uuid[])
                   AS new(id, account, ordinal, store, reference, region, currency, price, coins, waiting, parent)""";
    private static final String CHANGE_LOTS = """
            UPDATE lot SET waiting = new.waiting
              FROM unnest($1::uuid[], $2::bigint[]) AS new(id, waiting) WHERE lot.id = new.id""";
    private static final String HOLDS = """
            INSERT INTO hold (id, posting, debit_account, credit_account, amount, captured, released, code, expires_at,
                              axis_from)
            SELECT id, posting, debit, credit, amount, captured, released, code, expires, nullif(axis, -1)
              FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::bigint[], $6::bigint[], $7::bigint[],
                          $8::smallint[], $9::timestamptz[], $10::bigint[])
                   AS new(id, posting, debit, credit, amount, captured, released, code, expires, axis)""";
    private static final String CHANGE_HOLDS = """
            UPDATE hold SET captured = new.captured, released = new.released
              FROM unnest($1::uuid[], $2::bigint[], $3::bigint[]) AS new(id, captured, released) WHERE hold.id = new.id""";
    private static final String REVERSALS = "INSERT INTO reversal SELECT * FROM unnest($1::uuid[], $2::uuid[])";
    private static final String ACCOUNT_CHANGES = """
            INSERT INTO account_change (posting_seq, link, account, frozen, closed, minimum, maximum, commit_seq)
            SELECT seq, link, account, frozen, closed, minimum, maximum, $8
              FROM unnest($1::bigint[], $2::smallint[], $3::uuid[], $4::boolean[], $5::boolean[], $6::bigint[], $7::bigint[])
                   AS new(seq, link, account, frozen, closed, minimum, maximum)""";
    private static final String SEGMENTS = """
            INSERT INTO lot_segment (account, axis_from, lot)
            SELECT * FROM unnest($1::uuid[], $2::bigint[], $3::uuid[])""";
    private static final String CLAIMS = """
            INSERT INTO booked_claim (namespace, value, posting)
            SELECT * FROM unnest($1::text[], $2::text[], $3::uuid[])""";

    Uni<Void> write(SqlConnection tx, UUID batch, Decided decided) {
        var time = decided.time();
        var at = OffsetDateTime.ofInstant(time.at(), ZoneOffset.UTC);
        var commit = time.commitSequence();
        var rows = new DecidedRows(commit, at);
        var statements = new Statements(tx);
        var lastPosting = time.lastPosting() + decided.postings().size();
        statements.send(BATCH, Tuple.of(commit, batch, at, lastPosting));
        statements.send(HEAD, Tuple.of(commit, lastPosting, at));
        statements.send(OPEN, decided.opened(), rows::opened);
        statements.send(CHANGE, decided.changed(), rows::changed);
        statements.send(POSTINGS, decided.postings(), rows::postings);
        var transfers = decided.transfers().stream().collect(Collectors.partitioningBy(LedgerWrites::plain));
        statements.send(TRANSFERS, transfers.get(true), rows::transfers);
        statements.send(OTHER_TRANSFERS, transfers.get(false), rows::otherTransfers);
        statements.send(LOTS, decided.issuedLots(), rows::lots);
        statements.send(CHANGE_LOTS, decided.changedLots(), rows::changedLots);
        statements.send(SEGMENTS, decided.segments(), rows::segments);
        statements.send(HOLDS, decided.openedHolds(), rows::holds);
        statements.send(CHANGE_HOLDS, decided.changedHolds(), rows::changedHolds);
        statements.send(REVERSALS, decided.reversed().entrySet(), rows::reversals);
        statements.send(ACCOUNT_CHANGES, decided.accountChanges(), rows::accountChanges);
        statements.send(CLAIMS, decided.booked().entrySet(), rows::claims);
        return Uni.join().all(statements.sent).andCollectFailures().replaceWithVoid();
    }

    private static boolean plain(PostedTransfer transfer) {
        return transfer.kind() == TransferKind.TRANSFER && transfer.debitHeld() == 0 && transfer.creditHeld() == 0;
    }

    /** Those with rows to write, sent one behind the other. */
    private record Statements(SqlConnection tx, List<Uni<RowSet<Row>>> sent) {

        private Statements(SqlConnection tx) {
            this(tx, new ArrayList<>());
        }

        private <T> void send(String sql, Collection<T> rows, Function<Collection<T>, Tuple> values) {
            if (!rows.isEmpty()) {
                send(sql, values.apply(rows));
            }
        }

        private void send(String sql, Tuple values) {
            sent.add(Sending.now(tx.preparedQuery(sql).execute(values)));
        }
    }
}
