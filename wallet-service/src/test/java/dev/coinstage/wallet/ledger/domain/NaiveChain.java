package dev.coinstage.wallet.ledger.domain;

import dev.coinstage.wallet.ledger.domain.Authority.AccountGrant;
import dev.coinstage.wallet.ledger.domain.Authority.Grant;
import dev.coinstage.wallet.ledger.domain.Facts.Coin;
import dev.coinstage.wallet.ledger.domain.NaivePages.Entry;
import dev.coinstage.wallet.ledger.domain.NaivePages.Promise;
import dev.coinstage.wallet.ledger.domain.Outcome.Posted;
import dev.coinstage.wallet.ledger.domain.Outcome.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** One command of the {@link NaiveLedger}: its links change a copy of the pages until one is refused. */
final class NaiveChain {

    /** Ends the chain. */
    static final class Refused extends RuntimeException {

        private static final long serialVersionUID = 1L;

        final transient Refusal refusal;

        Refused(Refusal refusal) {
            super(refusal.toString(), null, false, false);
            this.refusal = refusal;
        }
    }

    private final NaivePages pages;
    private final Command command;
    private final Instant now;
    private final Set<AccountKey> touched = new LinkedHashSet<>();
    private final List<Posted.Moved> moved = new ArrayList<>();

    NaiveChain(NaivePages pages, Command command, Instant now) {
        this.pages = pages;
        this.command = command;
        this.now = now;
    }

    NaivePages pages() {
        return pages;
    }

    Posted posted(long sequence) {
        var balances = touched.stream()
                .map(key -> new Posted.Balance(key.id(), pages.balance(key), pages.available(key)))
                .toList();
        var plain = command.links().stream().allMatch(link -> link instanceof Link.Transfer);
        return new Posted(
                command.posting(), 0, sequence, Instant.EPOCH, balances, plain ? List.of() : moved, command.detail());
    }

    void follow(Link link) {
        if (link instanceof Link.Transfer asked) {
            transfer(asked);
        } else if (link instanceof Link.Balancing asked) {
            balancing(asked);
        } else if (link instanceof Link.Hold asked) {
            hold(asked);
        } else if (link instanceof Link.Reverse asked) {
            new NaiveReversal(this, asked).follow();
        } else if (link instanceof Link.Capture asked) {
            capture(asked);
        } else if (link instanceof Link.Void asked) {
            release(asked.hold(), Operation.VOID, TransferKind.VOID);
        } else if (link instanceof Link.Expire asked) {
            release(asked.hold(), Operation.EXPIRE, TransferKind.EXPIRY);
        } else if (link instanceof Link.CaptureAll asked) {
            captureAll(asked.posting());
        } else if (link instanceof Link.VoidAll asked) {
            releaseAll(asked.posting());
        } else {
            change(link);
        }
    }

    void refuseIf(boolean refused, Refusal refusal) {
        if (refused) {
            throw new Refused(refusal);
        }
    }

    void permit(Operation operation, TransferCode code, AccountKey debit, AccountKey credit) {
        var caller = command.authority();
        refuseIf(
                !caller.grants().contains(new Grant(operation, code, debit.kind(), credit.kind())),
                new Outcome.NotPermitted(caller.name(), operation));
    }

    private void permitNew(Operation operation, TransferCode code, AccountKey debit, AccountKey credit, long amount) {
        permit(operation, code, debit, credit);
        for (var account : List.of(debit, credit)) {
            refuseIf(pages.closed.contains(account), new Outcome.AccountClosed(account.id()));
        }
        for (var account : List.of(debit, credit)) {
            refuseIf(pages.frozen.contains(account), new Outcome.AccountFrozen(account.id()));
        }
        var available = pages.available(debit);
        refuseIf(
                !debit.kind().mayGoNegative() && available < amount,
                new Outcome.InsufficientFunds(debit.id(), amount, available));
        requireExact(debit, credit, amount);
        var promised = pages.balance(credit) + pages.promised(credit);
        refuseIf(
                promised + amount > pages.maximum(credit),
                new Outcome.LimitReached(credit.id(), pages.maximum(credit), promised));
    }

    void requireExact(AccountKey debit, AccountKey credit, long amount) {
        refuseIf(
                pages.credits(credit) + pages.promised(credit) + amount > Account.LARGEST,
                new Outcome.BalanceTooLarge(credit.id(), Account.LARGEST));
        refuseIf(
                pages.debits(debit) + pages.held(debit) + amount > Account.LARGEST,
                new Outcome.BalanceTooLarge(debit.id(), Account.LARGEST));
    }

    private void transfer(Link.Transfer asked) {
        permitNew(Operation.TRANSFER, asked.code(), asked.debit(), asked.credit(), asked.amount());
        if (asked.credit().kind() == AccountKind.VIEWER_COINS) {
            for (long coin = 0; coin < asked.amount(); coin++) {
                pages.coins(asked.credit()).addLast(new Coin(nextId(), nextId()));
            }
        }
        move(TransferKind.TRANSFER, asked.code(), asked.debit(), asked.credit(), asked.amount());
    }

    private void balancing(Link.Balancing asked) {
        var most = asked.debit().kind().mayGoNegative()
                ? asked.most()
                : Math.min(asked.most(), pages.available(asked.debit()));
        permitNew(Operation.TRANSFER, asked.code(), asked.debit(), asked.credit(), Math.max(1, most));
        move(TransferKind.TRANSFER, asked.code(), asked.debit(), asked.credit(), most);
    }

    private void move(TransferKind kind, TransferCode code, AccountKey debit, AccountKey credit, long amount) {
        post(new Entry(kind, code, debit, credit, amount), pages.drawFirst(debit, amount));
    }

    private void hold(Link.Hold asked) {
        permitNew(Operation.HOLD, asked.code(), asked.debit(), asked.credit(), asked.amount());
        var coins = pages.drawFirst(asked.debit(), asked.amount());
        pages.promises.put(nextId(), new Promise(asked, coins));
        note(new Entry(TransferKind.HOLD, asked.code(), asked.debit(), asked.credit(), asked.amount()), coins);
    }

    private Promise promise(UUID hold) {
        refuseIf(!pages.promises.containsKey(hold), new Outcome.UnknownHold(hold));
        return pages.promises.get(hold);
    }

    private void capture(Link.Capture asked) {
        var hold = promise(asked.hold());
        permit(Operation.CAPTURE, hold.code, hold.debit, hold.credit);
        if (asked.releaseRest()) {
            permit(Operation.VOID, hold.code, hold.debit, hold.credit);
        }
        refuseIf(hold.left == 0, new Outcome.HoldClosed(asked.hold()));
        requireInTime(asked.hold(), hold);
        refuseIf(asked.amount() > hold.left, new Outcome.CaptureExceedsHold(asked.hold(), asked.amount(), hold.left));
        capture(hold, asked.amount());
        if (asked.releaseRest() && hold.left > 0) {
            release(hold, TransferKind.VOID);
        }
    }

    private void requireInTime(UUID id, Promise hold) {
        refuseIf(hold.expiresAt.compareTo(now) <= 0, new Outcome.HoldExpired(id, hold.expiresAt));
    }

    private void capture(Promise hold, long amount) {
        hold.captured += amount;
        hold.left -= amount;
        var coins = new ArrayList<Coin>();
        for (long coin = 0; coin < amount && !hold.coins.isEmpty(); coin++) {
            coins.add(hold.coins.removeFirst());
        }
        post(new Entry(TransferKind.CAPTURE, hold.code, hold.debit, hold.credit, amount), coins);
    }

    private void release(UUID id, Operation operation, TransferKind kind) {
        var hold = promise(id);
        permit(operation, hold.code, hold.debit, hold.credit);
        refuseIf(hold.left == 0, new Outcome.HoldClosed(id));
        refuseIf(kind == TransferKind.EXPIRY && hold.expiresAt.isAfter(now), new Outcome.HoldNotExpired(id));
        release(hold, kind);
    }

    private void release(Promise hold, TransferKind kind) {
        var amount = hold.left;
        var coins = List.copyOf(hold.coins);
        hold.coins.clear();
        hold.released = amount;
        hold.left = 0;
        pages.comeBack(hold.debit, coins, nextId());
        note(new Entry(kind, hold.code, hold.debit, hold.credit, amount), coins);
    }

    private List<UUID> holdsOf(UUID posting, Operation operation) {
        var made = pages.promises.keySet().stream()
                .filter(id -> TransferId.posting(id).equals(posting))
                .toList();
        refuseIf(made.isEmpty(), new Outcome.UnknownHold(posting));
        for (var id : made) {
            var hold = pages.promises.get(id);
            permit(operation, hold.code, hold.debit, hold.credit);
        }
        var open = made.stream().filter(id -> pages.promises.get(id).left > 0).toList();
        refuseIf(open.isEmpty(), new Outcome.HoldClosed(posting));
        return open;
    }

    private void captureAll(UUID posting) {
        var open = holdsOf(posting, Operation.CAPTURE);
        open.forEach(id -> requireInTime(id, pages.promises.get(id)));
        open.forEach(id -> capture(pages.promises.get(id), pages.promises.get(id).left));
    }

    private void releaseAll(UUID posting) {
        holdsOf(posting, Operation.VOID).forEach(id -> release(pages.promises.get(id), TransferKind.VOID));
    }

    private void change(Link link) {
        if (link instanceof Link.Freeze freeze) {
            permitChange(Operation.FREEZE, freeze.account());
            pages.frozen.add(freeze.account());
        } else if (link instanceof Link.Unfreeze unfreeze) {
            permitChange(Operation.UNFREEZE, unfreeze.account());
            pages.frozen.remove(unfreeze.account());
        } else if (link instanceof Link.Limit limit) {
            permitChange(Operation.LIMIT, limit.account());
            pages.minimum.put(limit.account(), limit.minimum());
            pages.maximum.put(limit.account(), limit.maximum());
        } else if (link instanceof Link.Close close) {
            permitChange(Operation.CLOSE, close.account());
            var balance = pages.balance(close.account());
            var pending = pages.held(close.account()) + pages.promised(close.account());
            refuseIf(
                    balance != 0 || pending != 0,
                    new Outcome.AccountNotEmpty(close.account().id(), balance, pending));
            pages.closed.add(close.account());
        }
    }

    private void permitChange(Operation operation, AccountKey account) {
        var caller = command.authority();
        refuseIf(
                !caller.accountGrants().contains(new AccountGrant(operation, account.kind())),
                new Outcome.NotPermitted(caller.name(), operation));
        refuseIf(pages.closed.contains(account), new Outcome.AccountClosed(account.id()));
        touch(account);
    }

    private void touch(AccountKey account) {
        touched.add(account);
        pages.opened.add(account);
    }

    UUID nextId() {
        return TransferId.of(command.posting(), moved.size());
    }

    void post(Entry entry, List<Coin> coins) {
        pages.debits.merge(entry.debit(), entry.amount(), Long::sum);
        pages.credits.merge(entry.credit(), entry.amount(), Long::sum);
        note(entry, coins);
    }

    private void note(Entry entry, List<Coin> coins) {
        touch(entry.debit());
        touch(entry.credit());
        pages.entries.put(nextId(), entry);
        pages.coinsOfEntries.put(nextId(), coins);
        moved.add(new Posted.Moved(nextId(), entry.kind(), entry.amount()));
    }
}
