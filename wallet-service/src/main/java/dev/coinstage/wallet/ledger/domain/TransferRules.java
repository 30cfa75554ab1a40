package dev.coinstage.wallet.ledger.domain;

import static dev.coinstage.wallet.ledger.domain.Decided.PostedTransfer.NOTHING;
import static dev.coinstage.wallet.ledger.domain.Decided.PostedTransfer.NO_DRAW;

import dev.coinstage.wallet.ledger.domain.LotEffect.Issue;
import dev.coinstage.wallet.ledger.domain.OpenChain.Entry;
import dev.coinstage.wallet.ledger.domain.Outcome.Refusal;
import java.util.Optional;

/** New transfers and holds. */
final class TransferRules {

    private final OpenChain chain;
    private final OpenBatch batch;

    TransferRules(OpenChain chain) {
        this.chain = chain;
        this.batch = chain.batch();
    }

    Optional<Refusal> transfer(Link.Transfer asked) {
        var debit = batch.account(asked.debit());
        var credit = batch.account(asked.credit());
        var refusal = refusal(Operation.TRANSFER, asked.code(), debit, credit, asked.amount());
        if (refusal.isEmpty()) {
            if (asked.lots() instanceof Issue issue) {
                issue(asked, issue);
            }
            move(debit, credit, asked.amount(), asked.code());
        }
        return refusal;
    }

    Optional<Refusal> balancing(Link.Balancing asked) {
        var debit = batch.account(asked.debit());
        var credit = batch.account(asked.credit());
        var amount = debit.key().kind().mayGoNegative() ? asked.most() : Math.min(asked.most(), debit.available());
        var refusal = refusal(Operation.TRANSFER, asked.code(), debit, credit, Math.max(1, amount));
        if (refusal.isEmpty()) {
            move(debit, credit, amount, asked.code());
        }
        return refusal;
    }

    Optional<Refusal> hold(Link.Hold asked) {
        var debit = batch.account(asked.debit());
        var credit = batch.account(asked.credit());
        var amount = asked.amount();
        var refusal = refusal(Operation.HOLD, asked.code(), debit, credit, amount);
        if (refusal.isEmpty()) {
            var axisFrom = axisFrom(debit);
            batch.save(new Hold(
                    chain.transferId(),
                    debit.key().id(),
                    credit.key().id(),
                    amount,
                    0,
                    0,
                    asked.code(),
                    asked.expiresAt(),
                    axisFrom));
            chain.post(
                    new Entry(TransferKind.HOLD, NOTHING, asked.code(), amount, axisFrom),
                    drawn(debit, amount).debitHeld(amount),
                    credit.creditHeld(amount));
        }
        return refusal;
    }

    private Optional<Refusal> refusal(
            Operation operation, TransferCode code, Account debit, Account credit, long amount) {
        if (!chain.authority()
                .allows(operation, code, debit.key().kind(), credit.key().kind())) {
            return Optional.of(new Outcome.NotPermitted(chain.authority().name(), operation));
        }
        if (debit.closed() || credit.closed()) {
            return Optional.of(new Outcome.AccountClosed(id(debit.closed() ? debit : credit)));
        }
        if (debit.frozen() || credit.frozen()) {
            return Optional.of(new Outcome.AccountFrozen(id(debit.frozen() ? debit : credit)));
        }
        if (!debit.covers(amount)) {
            return Optional.of(new Outcome.InsufficientFunds(id(debit), amount, debit.available()));
        }
        return Limits.refusal(debit, credit, amount).or(() -> aboveMaximum(credit, amount));
    }

    private static Optional<Refusal> aboveMaximum(Account credit, long amount) {
        var promised = credit.balance() + credit.creditsPending();
        return promised > credit.maximum() - amount
                ? Optional.of(new Outcome.LimitReached(id(credit), credit.maximum(), promised))
                : Optional.empty();
    }

    private void move(Account debit, Account credit, long amount, TransferCode code) {
        chain.post(
                new Entry(TransferKind.TRANSFER, NOTHING, code, amount, axisFrom(debit)),
                drawn(debit, amount).debited(amount),
                credit.credited(amount));
    }

    private static long axisFrom(Account debit) {
        return debit.key().kind().holdsLots() ? debit.lots().axis() : NO_DRAW;
    }

    private Account drawn(Account debit, long amount) {
        return debit.key().kind().holdsLots() ? debit.with(batch.lots().draw(id(debit), debit.lots(), amount)) : debit;
    }

    private void issue(Link.Transfer asked, Issue issue) {
        batch.lots()
                .add(new Lot(
                        chain.transferId(),
                        Lot.ISSUED,
                        asked.credit(),
                        chain.sequence() * TransferId.MOST_PLACES + chain.ordinal(),
                        issue.source(),
                        asked.amount(),
                        asked.amount()));
    }

    private static java.util.UUID id(Account account) {
        return account.key().id();
    }
}
