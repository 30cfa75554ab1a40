package dev.coinstage.wallet.ledger.db;

import dev.coinstage.wallet.ledger.domain.Account;
import dev.coinstage.wallet.ledger.domain.Decided;
import dev.coinstage.wallet.ledger.domain.Decided.PostedCommand;
import dev.coinstage.wallet.ledger.domain.Decided.PostedTransfer;
import dev.coinstage.wallet.ledger.domain.Decided.Segment;
import dev.coinstage.wallet.ledger.domain.Lot;
import dev.coinstage.wallet.ledger.domain.LotCursor;
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

/**
 * Writes one decided batch with set-based statements. They are sent without waiting for each other's answers and run in the
 * order of sending; the head is locked already, so no other writer can interleave.
 */
@ApplicationScoped
class LedgerWrites {

    private static final String HEAD =
            "UPDATE ledger_head SET commit_seq = $1, posting_seq = $2, committed_at = $3 WHERE id = 1";
    private static final String BATCH = "INSERT INTO posting_batch (commit_seq, id, committed_at) VALUES ($1, $2, $3)";
    private static final String OPEN = """
            INSERT INTO account (id, owner, kind, asset, may_go_negative, debits_posted, credits_posted,
                                 lot_axis, lot_current, lot_left, opened_at)
            SELECT id, owner, kind, asset, may_go_negative, debits, credits, axis, nullif(current, $11), lot_left, $12
              FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::boolean[], $6::bigint[], $7::bigint[],
                          $8::bigint[], $9::uuid[], $10::bigint[])
                   AS new(id, owner, kind, asset, may_go_negative, debits, credits, axis, current, lot_left)""";
    private static final String CHANGE = """
            UPDATE account a
               SET debits_posted = new.debits, credits_posted = new.credits,
                   lot_axis = new.axis, lot_current = nullif(new.current, $7), lot_left = new.lot_left
              FROM unnest($1::uuid[], $2::bigint[], $3::bigint[], $4::bigint[], $5::uuid[], $6::bigint[])
                   AS new(id, debits, credits, axis, current, lot_left)
             WHERE a.id = new.id""";
    private static final String POSTINGS = """
            INSERT INTO posting (seq, id, commit_seq, kind, caller, detail, recorded_at)
            SELECT seq, id, $6, kind, caller, detail::jsonb, $7
              FROM unnest($1::bigint[], $2::uuid[], $3::text[], $4::uuid[], $5::text[]) AS new(seq, id, kind, caller, detail)""";
    private static final String TRANSFERS = """
            INSERT INTO transfer (id, posting_seq, ordinal, debit_account, credit_account, amount, code,
                                  debit_balance, credit_balance, axis_from, commit_seq)
            SELECT id, seq, ordinal, debit, credit, amount, code, debit_balance, credit_balance, nullif(axis, -1), $11
              FROM unnest($1::uuid[], $2::bigint[], $3::smallint[], $4::uuid[], $5::uuid[], $6::bigint[], $7::smallint[],
                          $8::bigint[], $9::bigint[], $10::bigint[])
                   AS new(id, seq, ordinal, debit, credit, amount, code, debit_balance, credit_balance, axis)""";
    private static final String LOTS = """
            INSERT INTO lot (id, account, ordinal, store, store_reference, region, currency, price_minor, coins, waiting, issued_at)
            SELECT id, account, ordinal, store, reference, region, currency, price, coins, waiting, $11
              FROM unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::text[], $5::text[], $6::text[], $7::text[], $8::bigint[],
                          $9::bigint[], $10::bigint[])
                   AS new(id, account, ordinal, store, reference, region, currency, price, coins, waiting)""";
    private static final String REACHED = "UPDATE lot SET waiting = 0 WHERE id = ANY($1)";
    private static final String SEGMENTS = """
            INSERT INTO lot_segment (account, axis_from, lot)
            SELECT * FROM unnest($1::uuid[], $2::bigint[], $3::uuid[])""";
    private static final String CLAIMS = """
            INSERT INTO booked_claim (namespace, value, posting)
            SELECT * FROM unnest($1::text[], $2::text[], $3::uuid[])""";

    Uni<Void> write(SqlConnection tx, UUID batch, Decided decided) {
        var time = decided.time();
        var at = OffsetDateTime.ofInstant(time.at(), ZoneOffset.UTC);
        var statements = new ArrayList<Uni<RowSet<Row>>>();
        send(statements, tx, BATCH, Tuple.of(time.commitSequence(), batch, at));
        send(statements, tx, HEAD, Tuple.of(time.commitSequence(), lastPosting(decided), at));
        send(statements, tx, OPEN, decided.opened(), opened(decided.opened(), at));
        send(statements, tx, CHANGE, decided.changed(), changed(decided.changed()));
        send(statements, tx, POSTINGS, decided.postings(), postings(decided, at));
        send(statements, tx, TRANSFERS, decided.transfers(), transfers(decided));
        send(statements, tx, LOTS, decided.issuedLots(), lots(decided.issuedLots(), at));
        send(statements, tx, REACHED, decided.reachedLots(), reached(decided.reachedLots()));
        send(statements, tx, SEGMENTS, decided.segments(), segments(decided.segments()));
        send(statements, tx, CLAIMS, decided.booked().entrySet(), claims(decided));
        return Uni.join().all(statements).andCollectFailures().replaceWithVoid();
    }

    private static void send(
            List<Uni<RowSet<Row>>> statements, SqlConnection tx, String sql, Collection<?> rows, Tuple values) {
        if (!rows.isEmpty()) {
            send(statements, tx, sql, values);
        }
    }

    private static void send(List<Uni<RowSet<Row>>> statements, SqlConnection tx, String sql, Tuple values) {
        statements.add(tx.preparedQuery(sql).execute(values));
    }

    private static long lastPosting(Decided decided) {
        return decided.time().lastPosting() + decided.postings().size();
    }

    private static Tuple opened(Collection<Account> accounts, OffsetDateTime at) {
        return Columns.of(accounts)
                .uuid(account -> account.key().id())
                .text(account -> account.key().owner())
                .text(account -> account.key().kind().name())
                .text(account -> account.key().asset().code())
                .bool(account -> account.key().kind().mayGoNegative())
                .bigint(Account::debitsPosted)
                .bigint(Account::creditsPosted)
                .bigint(account -> account.lots().axis())
                .uuid(account -> account.lots().lot())
                .bigint(account -> account.lots().left())
                .shared(LotCursor.NO_LOT)
                .shared(at)
                .tuple();
    }

    private static Tuple changed(Collection<Account> accounts) {
        return Columns.of(accounts)
                .uuid(account -> account.key().id())
                .bigint(Account::debitsPosted)
                .bigint(Account::creditsPosted)
                .bigint(account -> account.lots().axis())
                .uuid(account -> account.lots().lot())
                .bigint(account -> account.lots().left())
                .shared(LotCursor.NO_LOT)
                .tuple();
    }

    private static Tuple postings(Decided decided, OffsetDateTime at) {
        return Columns.of(decided.postings())
                .bigint(PostedCommand::sequence)
                .uuid(posting -> posting.command().posting())
                .text(posting -> posting.command().kind())
                .uuid(posting -> posting.command().caller())
                .text(posting -> posting.command().detail())
                .shared(decided.time().commitSequence())
                .shared(at)
                .tuple();
    }

    private static Tuple transfers(Decided decided) {
        return Columns.of(decided.transfers())
                .uuid(transfer -> transfer.movement().id())
                .bigint(PostedTransfer::sequence)
                .smallint(transfer -> (short) transfer.ordinal())
                .uuid(transfer -> transfer.movement().debit().id())
                .uuid(transfer -> transfer.movement().credit().id())
                .bigint(transfer -> transfer.movement().amount())
                .smallint(transfer -> transfer.movement().code().number())
                .bigint(PostedTransfer::debitBalance)
                .bigint(PostedTransfer::creditBalance)
                .bigint(PostedTransfer::axisFrom)
                .shared(decided.time().commitSequence())
                .tuple();
    }

    private static Tuple lots(Collection<Lot> lots, OffsetDateTime at) {
        return Columns.of(lots)
                .uuid(Lot::id)
                .uuid(lot -> lot.account().id())
                .bigint(Lot::ordinal)
                .text(lot -> lot.source().store())
                .text(lot -> lot.source().storeReference())
                .text(lot -> lot.source().region())
                .text(lot -> lot.source().currency())
                .bigint(lot -> lot.source().priceMinor())
                .bigint(Lot::coins)
                .bigint(Lot::waiting)
                .shared(at)
                .tuple();
    }

    private static Tuple reached(Collection<Lot> lots) {
        return Columns.of(lots).uuid(Lot::id).tuple();
    }

    private static Tuple segments(List<Segment> segments) {
        return Columns.of(segments)
                .uuid(Segment::account)
                .bigint(Segment::axisFrom)
                .uuid(Segment::lot)
                .tuple();
    }

    private static Tuple claims(Decided decided) {
        return Columns.of(decided.booked().entrySet())
                .text(entry -> entry.getKey().namespace())
                .text(entry -> entry.getKey().value())
                .uuid(java.util.Map.Entry::getValue)
                .tuple();
    }
}
