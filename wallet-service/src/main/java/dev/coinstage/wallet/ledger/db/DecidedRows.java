package dev.coinstage.wallet.ledger.db;

import dev.coinstage.wallet.ledger.domain.Account;
import dev.coinstage.wallet.ledger.domain.Claim;
import dev.coinstage.wallet.ledger.domain.Decided.AccountChange;
import dev.coinstage.wallet.ledger.domain.Decided.PostedCommand;
import dev.coinstage.wallet.ledger.domain.Decided.PostedTransfer;
import dev.coinstage.wallet.ledger.domain.Decided.Segment;
import dev.coinstage.wallet.ledger.domain.Hold;
import dev.coinstage.wallet.ledger.domain.Link;
import dev.coinstage.wallet.ledger.domain.Lot;
import dev.coinstage.wallet.ledger.domain.LotCursor;
import dev.coinstage.wallet.ledger.domain.TransferId;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/** The values of {@link LedgerWrites}' statements, column by column. */
record DecidedRows(long commitSequence, OffsetDateTime at) {

    Tuple opened(Collection<Account> accounts) {
        var rows = Columns.of(accounts)
                .uuid(account -> account.key().id())
                .text(account -> account.key().owner())
                .text(account -> account.key().kind().name())
                .text(account -> account.key().asset().code())
                .bool(account -> account.key().kind().mayGoNegative());
        return state(rows).shared(LotCursor.NO_LOT).shared(at).tuple();
    }

    Tuple changed(Collection<Account> accounts) {
        return state(Columns.of(accounts).uuid(account -> account.key().id()))
                .shared(LotCursor.NO_LOT)
                .tuple();
    }

    /** All of an account that changes. */
    private static Columns<Account> state(Columns<Account> rows) {
        return rows.bigint(Account::debitsPosted)
                .bigint(Account::creditsPosted)
                .bigint(Account::debitsPending)
                .bigint(Account::creditsPending)
                .bigint(Account::minimum)
                .bigint(Account::maximum)
                .bool(Account::frozen)
                .bool(Account::closed)
                .bigint(account -> account.lots().axis())
                .uuid(account -> account.lots().lot())
                .bigint(account -> account.lots().left());
    }

    Tuple postings(Collection<PostedCommand> postings) {
        return Columns.of(postings)
                .bigint(PostedCommand::sequence)
                .uuid(posting -> posting.command().posting())
                .text(posting -> posting.command().kind())
                .uuid(posting -> posting.command().caller())
                .text(posting -> posting.command().detail())
                .text(posting -> posting.command().reference())
                .shared(commitSequence)
                .shared(at)
                .tuple();
    }

    Tuple transfers(Collection<PostedTransfer> transfers) {
        return Columns.of(transfers)
                .bigint(PostedTransfer::sequence)
                .smallint(transfer -> (short) transfer.ordinal())
                .uuid(PostedTransfer::debit)
                .uuid(PostedTransfer::credit)
                .bigint(PostedTransfer::amount)
                .smallint(transfer -> transfer.code().number())
                .bigint(PostedTransfer::debitBalance)
                .bigint(PostedTransfer::creditBalance)
                .bigint(PostedTransfer::axisFrom)
                .shared(commitSequence)
                .shared(at)
                .tuple();
    }

    Tuple otherTransfers(Collection<PostedTransfer> transfers) {
        return Columns.of(transfers)
                .bigint(PostedTransfer::sequence)
                .smallint(transfer -> (short) transfer.ordinal())
                .smallint(transfer -> transfer.kind().number())
                .uuid(PostedTransfer::relatesTo)
                .uuid(PostedTransfer::debit)
                .uuid(PostedTransfer::credit)
                .bigint(PostedTransfer::amount)
                .smallint(transfer -> transfer.code().number())
                .bigint(PostedTransfer::debitBalance)
                .bigint(PostedTransfer::creditBalance)
                .bigint(PostedTransfer::debitHeld)
                .bigint(PostedTransfer::creditHeld)
                .bigint(PostedTransfer::axisFrom)
                .shared(PostedTransfer.NOTHING)
                .shared(commitSequence)
                .shared(at)
                .tuple();
    }

    Tuple lots(Collection<Lot> lots) {
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
                .uuid(Lot::parent)
                .shared(Lot.ISSUED)
                .shared(at)
                .tuple();
    }

    Tuple changedLots(Collection<Lot> lots) {
        return Columns.of(lots).uuid(Lot::id).bigint(Lot::waiting).tuple();
    }

    Tuple segments(Collection<Segment> segments) {
        return Columns.of(segments)
                .uuid(Segment::account)
                .bigint(Segment::axisFrom)
                .uuid(Segment::lot)
                .tuple();
    }

    Tuple holds(Collection<Hold> holds) {
        return Columns.of(holds)
                .uuid(Hold::id)
                .uuid(hold -> TransferId.posting(hold.id()))
                .uuid(Hold::debit)
                .uuid(Hold::credit)
                .bigint(Hold::amount)
                .bigint(Hold::captured)
                .bigint(Hold::released)
                .smallint(hold -> hold.code().number())
                .time(DecidedRows::expiry)
                .bigint(Hold::axisFrom)
                .tuple();
    }

    private static OffsetDateTime expiry(Hold hold) {
        return hold.expiresAt().equals(Link.Hold.NEVER)
                ? null
                : OffsetDateTime.ofInstant(hold.expiresAt(), ZoneOffset.UTC);
    }

    Tuple changedHolds(Collection<Hold> holds) {
        return Columns.of(holds)
                .uuid(Hold::id)
                .bigint(Hold::captured)
                .bigint(Hold::released)
                .tuple();
    }

    Tuple reversals(Collection<Map.Entry<UUID, UUID>> reversals) {
        return Columns.of(reversals)
                .uuid(Map.Entry::getKey)
                .uuid(Map.Entry::getValue)
                .tuple();
    }

    Tuple accountChanges(Collection<AccountChange> changes) {
        return Columns.of(changes)
                .bigint(AccountChange::sequence)
                .smallint(change -> (short) change.link())
                .uuid(AccountChange::account)
                .bool(AccountChange::frozen)
                .bool(AccountChange::closed)
                .bigint(AccountChange::minimum)
                .bigint(AccountChange::maximum)
                .shared(commitSequence)
                .tuple();
    }

    Tuple claims(Collection<Map.Entry<Claim, UUID>> claims) {
        return Columns.of(claims)
                .text(claim -> claim.getKey().namespace())
                .text(claim -> claim.getKey().value())
                .uuid(Map.Entry::getValue)
                .tuple();
    }
}
