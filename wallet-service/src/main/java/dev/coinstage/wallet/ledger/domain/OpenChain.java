package dev.coinstage.wallet.ledger.domain;

import dev.coinstage.wallet.ledger.domain.Decided.PostedTransfer;
import dev.coinstage.wallet.ledger.domain.Outcome.Posted;
import dev.coinstage.wallet.ledger.domain.Outcome.Refusal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** One chain being applied to its batch, link by link; the batch takes everything back when a link is refused. */
final class OpenChain {

    private final OpenBatch batch;
    private final Command command;
    private final long sequence;
    private final Set<UUID> touched = new LinkedHashSet<>();
    private final List<Posted.Moved> moved = new ArrayList<>();
    private int places;
    private int link;

    OpenChain(OpenBatch batch, Command command, long sequence) {
        this.batch = batch;
        this.command = command;
        this.sequence = sequence;
    }

    OpenBatch batch() {
        return batch;
    }

    Authority authority() {
        return command.authority();
    }

    long sequence() {
        return sequence;
    }

    /** Place of the link that is being applied. */
    int link() {
        return link;
    }

    /** Place of the next transfer. */
    int ordinal() {
        return places;
    }

    /** Id of the next transfer. */
    UUID transferId() {
        return TransferId.of(command.posting(), places);
    }

    Optional<Refusal> apply(Link next) {
        var refusal = rule(next);
        link++;
        return refusal;
    }

    private Optional<Refusal> rule(Link next) {
        if (next instanceof Link.Transfer transfer) {
            return new TransferRules(this).transfer(transfer);
        } else if (next instanceof Link.Balancing balancing) {
            return new TransferRules(this).balancing(balancing);
        } else if (next instanceof Link.Hold hold) {
            return new TransferRules(this).hold(hold);
        } else if (next instanceof Link.Capture capture) {
            return new HoldRules(this).capture(capture);
        } else if (next instanceof Link.Void release) {
            return new HoldRules(this).release(release);
        } else if (next instanceof Link.CaptureAll capture) {
            return new HoldRules(this).captureAll(capture);
        } else if (next instanceof Link.VoidAll release) {
            return new HoldRules(this).releaseAll(release);
        } else if (next instanceof Link.Expire expire) {
            return new HoldRules(this).expire(expire);
        } else if (next instanceof Link.Reverse reverse) {
            return new ReversalRules(this).reverse(reverse);
        }
        return new AccountRules(this).change(next);
    }

    /** A transfer that the chain makes, before it has a place. */
    record Entry(TransferKind kind, UUID relatesTo, TransferCode code, long amount, long axisFrom) {}

    /** Keeps both accounts as they are after the transfer, and the transfer at the next place. */
    void post(Entry entry, Account debit, Account credit) {
        save(debit);
        save(credit);
        batch.add(new PostedTransfer(
                transferId(),
                sequence,
                places,
                entry.kind(),
                entry.relatesTo(),
                entry.code(),
                debit.key().id(),
                credit.key().id(),
                entry.amount(),
                debit.balance(),
                credit.balance(),
                debit.debitsPending(),
                credit.debitsPending(),
                entry.axisFrom()));
        moved.add(new Posted.Moved(transferId(), entry.kind(), entry.amount()));
        places++;
    }

    void save(Account account) {
        batch.save(account);
        touched.add(account.key().id());
    }

    Posted posted() {
        var balances = touched.stream()
                .map(batch::account)
                .map(account -> new Posted.Balance(account.key().id(), account.balance(), account.available()))
                .toList();
        var told = command.links().stream().allMatch(Link.Transfer.class::isInstance) ? List.<Posted.Moved>of() : moved;
        var time = batch.time();
        return new Posted(
                command.posting(), time.commitSequence(), sequence, time.at(), balances, told, command.detail());
    }
}
