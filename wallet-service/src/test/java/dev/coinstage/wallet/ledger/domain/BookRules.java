package dev.coinstage.wallet.ledger.domain;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingLong;

import dev.coinstage.wallet.ledger.domain.Decided.PostedTransfer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/** What holds of any books after any batch. Written without a look at how the ledger decides. */
final class BookRules {

    private final Books books;
    private final List<String> broken = new ArrayList<>();

    private BookRules(Books books) {
        this.books = books;
    }

    /** The rules that these books break, one line each; empty when they are in order. */
    static List<String> brokenBy(Books books) {
        var rules = new BookRules(books);
        rules.assetsBalance();
        rules.accountsKeepTheirLimits();
        rules.transfersExplainRunningTotals();
        rules.postingsHaveNoGaps();
        rules.changesExplainAccounts();
        rules.closedAccountsAreEmpty();
        rules.broken.addAll(new BookWalk(books).broken());
        rules.broken.addAll(new RelatedRules(books).broken());
        rules.broken.addAll(new LotRules(books).broken());
        return rules.broken;
    }

    private void require(boolean holds, String rule, Object where) {
        if (!holds) {
            broken.add(rule + ": " + where);
        }
    }

    private void assetsBalance() {
        var sums = books.accounts().values().stream()
                .collect(groupingBy(account -> account.key().asset(), summingLong(Account::balance)));
        sums.forEach((asset, sum) -> require(sum == 0, "balances of an asset add up to 0", asset + " " + sum));
    }

    private void accountsKeepTheirLimits() {
        for (var account : books.accounts().values()) {
            require(
                    account.key().kind().mayGoNegative() || account.balance() - account.debitsPending() >= 0,
                    "no account goes below zero, holds included",
                    account);
            require(
                    account.debitsPending() >= 0 && account.creditsPending() >= 0,
                    "what is pending is never below zero",
                    account);
            require(
                    account.creditsPosted() + account.creditsPending() <= Account.LARGEST
                            && account.debitsPosted() + account.debitsPending() <= Account.LARGEST,
                    "running totals stay exact",
                    account);
        }
    }

    private void transfersExplainRunningTotals() {
        var debits = new HashMap<UUID, Long>();
        var credits = new HashMap<UUID, Long>();
        var held = new HashMap<UUID, Long>();
        var promised = new HashMap<UUID, Long>();
        for (var transfer : books.transfers()) {
            if (transfer.kind().posts()) {
                debits.merge(transfer.debit(), transfer.amount(), Long::sum);
                credits.merge(transfer.credit(), transfer.amount(), Long::sum);
            }
            var pending = pending(transfer);
            held.merge(transfer.debit(), pending, Long::sum);
            promised.merge(transfer.credit(), pending, Long::sum);
        }
        books.accounts().forEach((id, account) -> {
            require(account.debitsPosted() == debits.getOrDefault(id, 0L), "transfers add up to debits", account);
            require(account.creditsPosted() == credits.getOrDefault(id, 0L), "transfers add up to credits", account);
            require(account.debitsPending() == held.getOrDefault(id, 0L), "transfers add up to what is held", account);
            require(
                    account.creditsPending() == promised.getOrDefault(id, 0L),
                    "transfers add up to what is promised",
                    account);
        });
    }

    /** By how much the transfer changes what is set aside between its accounts. */
    static long pending(PostedTransfer transfer) {
        return switch (transfer.kind()) {
            case HOLD -> transfer.amount();
            case CAPTURE, VOID, EXPIRY -> -transfer.amount();
            case TRANSFER, REVERSAL -> 0;
        };
    }

    private void postingsHaveNoGaps() {
        Set<Long> sequences = new TreeSet<>();
        Map<Long, Integer> places = new TreeMap<>();
        long last = 0;
        for (var transfer : books.transfers()) {
            sequences.add(transfer.sequence());
            var place = places.merge(transfer.sequence(), 1, Integer::sum) - 1;
            require(
                    transfer.sequence() >= last
                            && transfer.ordinal() == place
                            && TransferId.ordinal(transfer.id()) == place,
                    "transfers of a posting are numbered without gaps",
                    transfer);
            last = transfer.sequence();
        }
        books.accountChanges().forEach(change -> sequences.add(change.sequence()));
        long expected = 0;
        for (var sequence : sequences) {
            require(sequence == ++expected, "postings are numbered without gaps", sequence);
        }
    }

    private void changesExplainAccounts() {
        var last = new HashMap<UUID, Account>();
        for (var change : books.accountChanges()) {
            var opened = Account.opened(books.accounts().get(change.account()).key())
                    .frozen(change.frozen())
                    .limited(change.minimum(), change.maximum());
            last.put(change.account(), change.closed() ? opened.closedForEver() : opened);
        }
        books.accounts().forEach((id, account) -> {
            var told = last.getOrDefault(id, Account.opened(account.key()));
            require(
                    account.frozen() == told.frozen() && account.closed() == told.closed(),
                    "changes explain an account's flags",
                    account);
            require(
                    account.minimum() == told.minimum() && account.maximum() == told.maximum(),
                    "changes explain an account's limits",
                    account);
        });
    }

    private void closedAccountsAreEmpty() {
        for (var account : books.accounts().values()) {
            require(
                    !account.closed()
                            || account.balance() == 0 && account.debitsPending() == 0 && account.creditsPending() == 0,
                    "a closed account is empty",
                    account);
        }
    }
}
