package dev.coinstage.wallet.ledger.domain;

import dev.coinstage.wallet.ledger.domain.Decided.AccountChange;
import dev.coinstage.wallet.ledger.domain.Decided.PostedTransfer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** Walks through all transfers in their order, and holds each to what the account was told to be at that time. */
final class BookWalk {

    private final Books books;
    private final List<String> broken = new ArrayList<>();
    private final Map<UUID, Long> balance = new HashMap<>();
    private final Map<UUID, Long> held = new HashMap<>();
    private final Map<UUID, Long> promised = new HashMap<>();

    /** Per account its changes by posting; several of one posting stand in the order of their links. */
    private final Map<UUID, TreeMap<Long, List<AccountChange>>> changes = new HashMap<>();

    BookWalk(Books books) {
        this.books = books;
        for (var change : books.accountChanges()) {
            changes.computeIfAbsent(change.account(), none -> new TreeMap<>())
                    .computeIfAbsent(change.sequence(), none -> new ArrayList<>())
                    .add(change);
        }
    }

    List<String> broken() {
        books.transfers().forEach(this::walk);
        return broken;
    }

    private void require(boolean holds, String rule, Object where) {
        if (!holds) {
            broken.add(rule + ": " + where);
        }
    }

    private void walk(PostedTransfer transfer) {
        var debit = transfer.debit();
        var credit = transfer.credit();
        var posted = transfer.kind().posts() ? transfer.amount() : 0;
        require(
                transfer.debitBalance() == balance.merge(debit, -posted, Long::sum),
                "a transfer tells its debited account's balance",
                transfer);
        require(
                transfer.creditBalance() == balance.merge(credit, posted, Long::sum),
                "a transfer tells its credited account's balance",
                transfer);
        require(
                transfer.debitHeld() == held.merge(debit, BookRules.pending(transfer), Long::sum),
                "a transfer tells what is held of its debited account",
                transfer);
        promised.merge(credit, BookRules.pending(transfer), Long::sum);
        require(
                transfer.creditHeld() == held.getOrDefault(credit, 0L),
                "a transfer tells what is held of its credited account",
                transfer);
        for (var account : List.of(debit, credit)) {
            told(account, transfer.sequence()).ifPresent(told -> mayMove(transfer, account, told));
        }
    }

    /** The account's flags and limits at that posting; none when the posting itself changed them, now or before its transfers. */
    private Optional<AccountChange> told(UUID account, long sequence) {
        var all = changes.getOrDefault(account, new TreeMap<>());
        if (all.containsKey(sequence)) {
            return Optional.empty();
        }
        var last = all.lowerEntry(sequence);
        return Optional.of(
                last == null
                        ? new AccountChange(0, 0, account, false, false, 0, Account.LARGEST)
                        : last.getValue().get(last.getValue().size() - 1));
    }

    private void mayMove(PostedTransfer transfer, UUID account, AccountChange told) {
        require(!told.closed(), "a closed account never moves", transfer);
        var fresh = transfer.kind() == TransferKind.TRANSFER || transfer.kind() == TransferKind.HOLD;
        if (!fresh) {
            return;
        }
        require(!told.frozen(), "a frozen account makes no new transfers and holds", transfer);
        var kind = books.accounts().get(account).key().kind();
        if (account.equals(transfer.debit()) && !kind.mayGoNegative()) {
            require(
                    balance.get(account) - held.get(account) >= told.minimum(),
                    "a transfer leaves the minimum",
                    transfer);
        }
        if (account.equals(transfer.credit())) {
            require(
                    balance.get(account) + promised.get(account) <= told.maximum(),
                    "a transfer keeps the maximum",
                    transfer);
        }
    }
}
