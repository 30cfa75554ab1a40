package dev.coinstage.wallet.ledger.domain;

import static java.util.stream.Collectors.groupingBy;

import dev.coinstage.wallet.ledger.domain.Decided.PostedTransfer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What holds between transfers that continue each other: holds and what became of them, transfers and their reversals. */
final class RelatedRules {

    private final Books books;
    private final List<String> broken = new ArrayList<>();
    private final Map<UUID, PostedTransfer> byId = new HashMap<>();
    private final Map<UUID, List<PostedTransfer>> related;

    RelatedRules(Books books) {
        this.books = books;
        books.transfers().forEach(transfer -> byId.put(transfer.id(), transfer));
        related = books.transfers().stream()
                .filter(transfer -> !transfer.relatesTo().equals(PostedTransfer.NOTHING))
                .collect(groupingBy(PostedTransfer::relatesTo));
    }

    List<String> broken() {
        books.transfers().forEach(this::relation);
        books.transfers().stream()
                .filter(transfer -> transfer.kind() == TransferKind.HOLD)
                .forEach(transfer -> require(
                        books.holds().containsKey(transfer.id()), "each hold is kept until it is settled", transfer));
        books.holds().values().forEach(this::hold);
        related.forEach(this::reversals);
        books.reversed()
                .forEach((transfer, reversal) -> require(
                        related.containsKey(transfer)
                                && related.get(transfer).get(0).id().equals(reversal),
                        "what is marked as reversed was reversed by that",
                        transfer));
        return broken;
    }

    private void require(boolean holds, String rule, Object where) {
        if (!holds) {
            broken.add(rule + ": " + where);
        }
    }

    private void relation(PostedTransfer transfer) {
        var earlier = byId.get(transfer.relatesTo());
        switch (transfer.kind()) {
            case TRANSFER, HOLD -> require(earlier == null, "what is new continues nothing", transfer);
            case CAPTURE, VOID, EXPIRY ->
                require(
                        earlier != null
                                && earlier.kind() == TransferKind.HOLD
                                && earlier.debit().equals(transfer.debit())
                                && earlier.credit().equals(transfer.credit())
                                && earlier.code() == transfer.code(),
                        "what settles a hold names it, between its accounts",
                        transfer);
            case REVERSAL ->
                require(
                        earlier != null
                                && (earlier.kind() == TransferKind.TRANSFER || earlier.kind() == TransferKind.CAPTURE)
                                && earlier.debit().equals(transfer.credit())
                                && (earlier.credit().equals(transfer.debit())
                                        || owes(transfer.debit(), earlier.credit()))
                                && earlier.code() == transfer.code(),
                        "a reversal goes back between the accounts of what it reverses, or is owed",
                        transfer);
        }
    }

    private boolean owes(UUID debtor, UUID received) {
        var account = books.accounts().get(debtor).key();
        return account.owner().equals(books.accounts().get(received).key().owner())
                && account.kind().name().endsWith("_RECEIVABLE");
    }

    private void hold(Hold hold) {
        var made = byId.get(hold.id());
        require(
                made != null && made.kind() == TransferKind.HOLD && made.amount() == hold.amount(),
                "a hold was made by its transfer",
                hold);
        long captured = 0;
        long released = 0;
        for (var transfer : related.getOrDefault(hold.id(), List.of())) {
            captured += transfer.kind() == TransferKind.CAPTURE ? transfer.amount() : 0;
            released += transfer.kind() == TransferKind.CAPTURE ? 0 : transfer.amount();
        }
        require(
                hold.captured() == captured && hold.released() == released,
                "captures and releases add up to what a hold tells",
                hold);
        require(captured + released <= hold.amount(), "no more leaves a hold than it held", hold);
    }

    private void reversals(UUID transfer, List<PostedTransfer> all) {
        var reversals =
                all.stream().filter(one -> one.kind() == TransferKind.REVERSAL).toList();
        if (!reversals.isEmpty() && byId.containsKey(transfer)) {
            var amount = reversals.stream().mapToLong(PostedTransfer::amount).sum();
            var postings =
                    reversals.stream().map(PostedTransfer::sequence).distinct().count();
            require(
                    postings == 1 && amount == byId.get(transfer).amount(),
                    "a transfer is reversed once and as a whole",
                    transfer);
            require(books.reversed().containsKey(transfer), "what was reversed is marked as such", transfer);
        }
    }
}
