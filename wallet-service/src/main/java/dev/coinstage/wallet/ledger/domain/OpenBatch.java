package dev.coinstage.wallet.ledger.domain;

import dev.coinstage.wallet.ledger.domain.Decided.PostedCommand;
import dev.coinstage.wallet.ledger.domain.Decided.PostedTransfer;
import dev.coinstage.wallet.ledger.domain.LotEffect.Issue;
import dev.coinstage.wallet.ledger.domain.Outcome.Posted;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The working state of one {@link Ledger#decide}: first a chain is checked as a whole, then it is applied. */
final class OpenBatch {

    private final LedgerState before;
    private final LedgerTime time;
    private final Map<UUID, Account> accounts = new LinkedHashMap<>();
    private final Map<Claim, UUID> booked = new LinkedHashMap<>();
    private final LotQueues lots;
    private final List<PostedCommand> postings = new ArrayList<>();
    private final List<PostedTransfer> transfers = new ArrayList<>();

    OpenBatch(LedgerState before, LedgerTime time) {
        this.before = before;
        this.time = time;
        this.lots = new LotQueues(before.waitingLots());
    }

    Outcome decide(Command command) {
        for (var claim : command.claims()) {
            var earlier = booked.getOrDefault(claim, before.booked().get(claim));
            if (earlier != null) {
                return new Outcome.AlreadyBooked(claim, earlier);
            }
        }
        var trial = new LinkedHashMap<UUID, Account>();
        var steps = new ArrayList<Step>(command.movements().size());
        for (var movement : command.movements()) {
            var step =
                    new Step(movement, movement.debit().id(), movement.credit().id());
            var debit = look(trial, step.debit(), movement.debit());
            var credit = look(trial, step.credit(), movement.credit());
            var refusal = refusal(step, debit, credit);
            if (refusal != null) {
                return refusal;
            }
            trial.put(step.debit(), debit.debited(movement.amount()));
            trial.put(step.credit(), credit.credited(movement.amount()));
            steps.add(step);
        }
        return post(command, steps, trial);
    }

    /** A movement with its accounts' ids, which cost a hash each. */
    private record Step(Movement movement, UUID debit, UUID credit) {}

    private Account look(Map<UUID, Account> trial, UUID id, AccountKey key) {
        var tried = trial.get(id);
        return tried != null ? tried : current(id, key);
    }

    private Account current(UUID id, AccountKey key) {
        var changed = accounts.get(id);
        if (changed != null) {
            return changed;
        }
        var stored = before.accounts().get(id);
        return stored != null ? stored : Account.opened(key);
    }

    private static Outcome.Refusal refusal(Step step, Account debit, Account credit) {
        var amount = step.movement().amount();
        if (debit.closed() || credit.closed()) {
            return new Outcome.AccountClosed(debit.closed() ? step.debit() : step.credit());
        }
        if (debit.frozen() || credit.frozen()) {
            return new Outcome.AccountFrozen(debit.frozen() ? step.debit() : step.credit());
        }
        if (!debit.covers(amount)) {
            return new Outcome.InsufficientFunds(step.debit(), amount, debit.available());
        }
        if (credit.creditsPosted() > Account.LARGEST - amount) {
            return new Outcome.BalanceTooLarge(step.credit(), Account.LARGEST);
        }
        if (debit.debitsPosted() > Account.LARGEST - amount) {
            return new Outcome.BalanceTooLarge(step.debit(), Account.LARGEST);
        }
        return null;
    }

    private Outcome post(Command command, List<Step> steps, Map<UUID, Account> trial) {
        var sequence = time.lastPosting() + postings.size() + 1;
        for (int ordinal = 0; ordinal < steps.size(); ordinal++) {
            apply(steps.get(ordinal), sequence, ordinal);
        }
        for (var claim : command.claims()) {
            booked.put(claim, command.posting());
        }
        postings.add(new PostedCommand(command, sequence));
        var balances = new ArrayList<Posted.Balance>(trial.size());
        for (var touched : trial.keySet()) {
            var account = accounts.get(touched);
            balances.add(new Posted.Balance(touched, account.balance(), account.available()));
        }
        return new Posted(command.posting(), time.commitSequence(), sequence, time.at(), balances, command.detail());
    }

    private void apply(Step step, long sequence, int ordinal) {
        var movement = step.movement();
        var debit = current(step.debit(), movement.debit()).debited(movement.amount());
        var axisFrom = PostedTransfer.NO_DRAW;
        if (movement.debit().kind().holdsLots()) {
            axisFrom = debit.lots().axis();
            debit = debit.with(lots.draw(step.debit(), debit.lots(), movement.amount()));
        }
        accounts.put(step.debit(), debit);
        var credit = current(step.credit(), movement.credit()).credited(movement.amount());
        accounts.put(step.credit(), credit);
        if (movement.lots() instanceof Issue issue) {
            lots.issue(
                    step.credit(),
                    new Lot(
                            issue.lot(),
                            movement.credit(),
                            sequence * Command.LONGEST_CHAIN + ordinal,
                            issue.source(),
                            movement.amount(),
                            movement.amount()));
        }
        transfers.add(new PostedTransfer(movement, sequence, ordinal, debit.balance(), credit.balance(), axisFrom));
    }

    Decided close(List<Outcome> outcomes) {
        var opened = new ArrayList<Account>();
        var changed = new ArrayList<Account>();
        accounts.forEach((id, account) -> (before.accounts().containsKey(id) ? changed : opened).add(account));
        return new Decided(
                time,
                outcomes,
                postings,
                transfers,
                opened,
                changed,
                lots.issued(),
                lots.reached(),
                lots.segments(),
                new HashMap<>(booked));
    }
}
