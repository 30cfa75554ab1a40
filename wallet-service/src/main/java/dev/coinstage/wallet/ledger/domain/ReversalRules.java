package dev.coinstage.wallet.ledger.domain;

import static dev.coinstage.wallet.ledger.domain.Decided.PostedTransfer.NO_DRAW;

import dev.coinstage.wallet.ledger.domain.OpenChain.Entry;
import dev.coinstage.wallet.ledger.domain.Outcome.Refusal;
import java.util.Optional;

/**
 * Moving the units of an earlier transfer back, once. Frozen accounts and their limits do not stop it, for it corrects what
 * should not have been. Coins that a transfer issued are taken from their own purchase, wherever they stand in the queue, those that
 * were spent and came back included; coins that it drew come back as lots of the same origin.
 */
final class ReversalRules {

    private final OpenChain chain;
    private final OpenBatch batch;

    ReversalRules(OpenChain chain) {
        this.chain = chain;
        this.batch = chain.batch();
    }

    Optional<Refusal> reverse(Link.Reverse asked) {
        return batch.transfer(asked.transfer())
                .map(transfer -> refusal(transfer, asked.forced()).or(() -> reverse(transfer, asked.forced())))
                .orElse(Optional.of(new Outcome.UnknownTransfer(asked.transfer())));
    }

    private Optional<Refusal> refusal(PastTransfer transfer, boolean forced) {
        var giver = batch.account(transfer.credit());
        var taker = batch.account(transfer.debit());
        var operation = forced ? Operation.FORCE_REVERSE : Operation.REVERSE;
        if (!chain.authority()
                .allows(
                        operation,
                        transfer.code(),
                        taker.key().kind(),
                        giver.key().kind())) {
            return Optional.of(new Outcome.NotPermitted(chain.authority().name(), operation));
        }
        if (!transfer.kind().posts() || transfer.kind() == TransferKind.REVERSAL) {
            return Optional.of(new Outcome.NotReversible(transfer.id(), transfer.kind()));
        }
        var earlier = batch.reversalOf(transfer.id());
        if (earlier.isPresent()) {
            return Optional.of(new Outcome.AlreadyReversed(transfer.id(), earlier.get()));
        }
        if (giver.closed() || taker.closed()) {
            return Optional.of(new Outcome.AccountClosed(
                    (giver.closed() ? giver : taker).key().id()));
        }
        return Optional.empty();
    }

    private Optional<Refusal> reverse(PastTransfer transfer, boolean forced) {
        var giver = batch.account(transfer.credit());
        var there = Math.max(0, stillThere(transfer, giver, forced));
        var given = Math.min(transfer.amount(), there);
        var owed = transfer.amount() - given;
        var debtor = giver.key().receivable();
        if (owed > 0 && !(forced && debtor.isPresent())) {
            return Optional.of(new Outcome.FundsMoved(transfer.id(), transfer.amount(), there));
        }
        batch.reversed(transfer.id(), chain.transferId());
        if (given > 0) {
            var refusal = move(transfer, giver, given, 0);
            if (refusal.isPresent()) {
                return refusal;
            }
        }
        return owed > 0 ? move(transfer, batch.account(debtor.get()), owed, given) : Optional.empty();
    }

    /** Of the units that the transfer brought: on accounts of lots those of its purchase, elsewhere what the account can give. */
    private long stillThere(PastTransfer transfer, Account giver, boolean forced) {
        if (giver.key().kind().mayGoNegative()) {
            return transfer.amount();
        }
        var available = giver.available() + (forced ? giver.minimum() : 0);
        return giver.key().kind().holdsLots()
                ? Math.min(available, batch.lots().left(transfer.id(), giver.lots()))
                : available;
    }

    /** @param offset how many of the transfer's units are back already */
    private Optional<Refusal> move(PastTransfer transfer, Account giver, long amount, long offset) {
        if (giver.closed()) {
            return Optional.of(new Outcome.AccountClosed(giver.key().id()));
        }
        var taker = batch.account(transfer.debit());
        var refusal = Limits.refusal(giver, taker, amount);
        if (refusal.isPresent()) {
            return refusal;
        }
        var axisFrom = NO_DRAW;
        var from = giver;
        if (giver.key().kind().holdsLots()) {
            axisFrom = giver.lots().axis();
            from = giver.with(batch.lots().drawFrom(giver.key().id(), giver.lots(), transfer.id(), amount));
        }
        var to = taker.key().kind().holdsLots() ? withCoinsBack(transfer, taker, amount, offset) : taker;
        chain.post(
                new Entry(TransferKind.REVERSAL, transfer.id(), transfer.code(), amount, axisFrom),
                from.debited(amount),
                to.credited(amount));
        return Optional.empty();
    }

    private Account withCoinsBack(PastTransfer transfer, Account taker, long amount, long offset) {
        var slices = batch.lots().slices(taker.key().id(), transfer.axisFrom() + offset, amount);
        return taker.with(
                batch.lots().giveBack(taker.lots(), slices, chain.transferId(), chain.sequence(), chain.ordinal()));
    }
}
