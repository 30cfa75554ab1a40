package dev.coinstage.wallet.ledger.domain;

import dev.coinstage.wallet.ledger.domain.Facts.Coin;
import dev.coinstage.wallet.ledger.domain.NaivePages.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** One reversal of the {@link NaiveLedger}. */
final class NaiveReversal {

    private final NaiveChain chain;
    private final NaivePages pages;
    private final UUID id;
    private final boolean forced;

    NaiveReversal(NaiveChain chain, Link.Reverse asked) {
        this.chain = chain;
        this.pages = chain.pages();
        this.id = asked.transfer();
        this.forced = asked.forced();
    }

    void follow() {
        chain.refuseIf(!pages.entries.containsKey(id), new Outcome.UnknownTransfer(id));
        var past = pages.entries.get(id);
        chain.permit(forced ? Operation.FORCE_REVERSE : Operation.REVERSE, past.code(), past.debit(), past.credit());
        chain.refuseIf(
                past.kind() != TransferKind.TRANSFER && past.kind() != TransferKind.CAPTURE,
                new Outcome.NotReversible(id, past.kind()));
        chain.refuseIf(pages.reversed.containsKey(id), new Outcome.AlreadyReversed(id, pages.reversed.get(id)));
        for (var account : List.of(past.credit(), past.debit())) {
            chain.refuseIf(pages.closed.contains(account), new Outcome.AccountClosed(account.id()));
        }
        var there = stillThere(past);
        var given = Math.min(there, past.amount());
        var owed = past.amount() - given;
        chain.refuseIf(owed > 0 && (!forced || !owes(past.credit())), new Outcome.FundsMoved(id, past.amount(), there));
        pages.reversed.put(id, chain.nextId());
        var coins = new ArrayList<>(pages.coinsOfEntries.get(id));
        if (given > 0) {
            move(past, past.credit(), given, coins);
        }
        if (owed > 0) {
            var debtor = debtor(past.credit());
            chain.refuseIf(pages.closed.contains(debtor), new Outcome.AccountClosed(debtor.id()));
            move(past, debtor, owed, coins);
        }
    }

    private long stillThere(Entry past) {
        if (past.credit().kind().mayGoNegative()) {
            return past.amount();
        }
        var free = pages.available(past.credit()) + (forced ? pages.minimum(past.credit()) : 0);
        if (past.credit().kind() == AccountKind.VIEWER_COINS) {
            free = Math.min(free, ownCoins(past.credit()).size());
        }
        return Math.max(0, free);
    }

    private List<Coin> ownCoins(AccountKey account) {
        return pages.coins(account).stream()
                .filter(coin -> coin.bought().equals(id))
                .toList();
    }

    /** @param coins that the transfer had drawn and that are not back yet */
    private void move(Entry past, AccountKey from, long amount, List<Coin> coins) {
        chain.requireExact(from, past.debit(), amount);
        var drawn = new ArrayList<Coin>();
        if (from.kind() == AccountKind.VIEWER_COINS) {
            for (var coin : ownCoins(from).subList(0, (int) amount)) {
                pages.coins(from).remove(coin);
                drawn.add(coin);
            }
            pages.drawn(from).addAll(drawn);
        }
        if (past.debit().kind() == AccountKind.VIEWER_COINS) {
            var back = coins.subList(0, (int) amount);
            pages.comeBack(past.debit(), back, chain.nextId());
            back.clear();
        }
        chain.post(new Entry(TransferKind.REVERSAL, past.code(), from, past.debit(), amount), drawn);
    }

    private static boolean owes(AccountKey account) {
        return account.kind() == AccountKind.VIEWER_COINS || account.kind() == AccountKind.CREATOR_DIAMONDS;
    }

    private static AccountKey debtor(AccountKey account) {
        return new AccountKey(
                account.owner(),
                account.kind() == AccountKind.VIEWER_COINS
                        ? AccountKind.VIEWER_RECEIVABLE
                        : AccountKind.CREATOR_RECEIVABLE,
                account.asset());
    }
}
