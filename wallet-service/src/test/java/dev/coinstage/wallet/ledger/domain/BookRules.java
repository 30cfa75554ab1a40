package dev.coinstage.wallet.ledger.domain;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingLong;

import dev.coinstage.wallet.ledger.domain.Decided.PostedTransfer;
import dev.coinstage.wallet.ledger.domain.Decided.Segment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
        rules.transfersTellRunningBalances();
        rules.postingsHaveNoGaps();
        rules.lotsEqualBalances();
        rules.drawsTileTheAxis();
        rules.segmentsExplainLots();
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
                    account.key().kind().mayGoNegative() || account.available() >= 0,
                    "no account goes below its limit",
                    account);
            require(
                    account.creditsPosted() <= Account.LARGEST && account.debitsPosted() <= Account.LARGEST,
                    "running totals stay exact",
                    account);
        }
    }

    private void transfersExplainRunningTotals() {
        var debits = new HashMap<UUID, Long>();
        var credits = new HashMap<UUID, Long>();
        for (var transfer : books.transfers()) {
            debits.merge(debit(transfer), transfer.amount(), Long::sum);
            credits.merge(credit(transfer), transfer.amount(), Long::sum);
        }
        books.accounts().forEach((id, account) -> {
            require(account.debitsPosted() == debits.getOrDefault(id, 0L), "transfers add up to debits", account);
            require(account.creditsPosted() == credits.getOrDefault(id, 0L), "transfers add up to credits", account);
        });
    }

    private void transfersTellRunningBalances() {
        var running = new HashMap<UUID, Long>();
        for (var transfer : books.transfers()) {
            var amount = transfer.amount();
            require(
                    transfer.debitBalance() == running.merge(debit(transfer), -amount, Long::sum),
                    "a transfer tells its debited account's balance",
                    transfer);
            require(
                    transfer.creditBalance() == running.merge(credit(transfer), amount, Long::sum),
                    "a transfer tells its credited account's balance",
                    transfer);
        }
    }

    private void postingsHaveNoGaps() {
        long sequence = 0;
        int ordinal = -1;
        for (var transfer : books.transfers()) {
            var next = transfer.ordinal() == 0;
            sequence += next ? 1 : 0;
            ordinal = next ? 0 : ordinal + 1;
            require(
                    transfer.sequence() == sequence && transfer.ordinal() == ordinal,
                    "postings and their links are numbered without gaps",
                    transfer);
        }
    }

    private void lotsEqualBalances() {
        var remaining = books.lots().values().stream()
                .collect(groupingBy(lot -> lot.account().id(), summingLong(books::remaining)));
        books.accounts().forEach((id, account) -> {
            var expected = account.key().kind().holdsLots() ? account.balance() : 0;
            require(remaining.getOrDefault(id, 0L) == expected, "lots equal the balance", account);
        });
    }

    private void drawsTileTheAxis() {
        var drawn = new HashMap<UUID, Long>();
        for (var transfer : books.transfers()) {
            var draws = books.accounts().get(transfer.debit()).key().kind().holdsLots();
            var axis = drawn.getOrDefault(debit(transfer), 0L);
            require(
                    transfer.axisFrom() == (draws ? axis : PostedTransfer.NO_DRAW),
                    "draws follow each other on the axis",
                    transfer);
            if (draws) {
                drawn.put(debit(transfer), axis + transfer.amount());
            }
        }
        books.accounts()
                .forEach((id, account) -> require(
                        account.lots().axis() == drawn.getOrDefault(id, 0L), "the axis counts all draws", account));
    }

    private void segmentsExplainLots() {
        var drawn = new HashMap<UUID, Long>();
        var starts = segmentsByAccount();
        books.accounts().forEach((id, account) -> {
            var segments = starts.getOrDefault(id, new TreeMap<>());
            var axis = account.lots().axis();
            require(axis == 0 ? segments.isEmpty() : segments.containsKey(0L), "segments cover the axis", account);
            segments.forEach((from, segment) -> {
                var next = segments.higherKey(from);
                var until = next == null ? axis : next;
                require(from < until, "a segment covers a draw", segment);
                drawn.merge(segment.lot(), until - from, Long::sum);
            });
            require(oldestFirst(segments.values()), "lots are drawn oldest first", account);
        });
        for (var lot : books.lots().values()) {
            require(
                    lot.coins() - drawn.getOrDefault(lot.id(), 0L) == books.remaining(lot),
                    "segments account for what left a lot",
                    lot);
        }
    }

    private Map<UUID, TreeMap<Long, Segment>> segmentsByAccount() {
        var byAccount = new HashMap<UUID, TreeMap<Long, Segment>>();
        for (var segment : books.segments()) {
            var earlier = byAccount
                    .computeIfAbsent(segment.account(), none -> new TreeMap<>())
                    .put(segment.axisFrom(), segment);
            require(earlier == null, "a segment begins where no other does", segment);
        }
        return byAccount;
    }

    /** Also: a lot that was left is never drawn again, for its place would repeat. */
    private boolean oldestFirst(Iterable<Segment> segments) {
        var drawn = new ArrayList<Lot>();
        segments.forEach(segment -> drawn.add(books.lots().get(segment.lot())));
        var sorted = drawn.stream()
                .distinct()
                .sorted(Comparator.comparingLong(Lot::ordinal))
                .toList();
        return drawn.equals(sorted);
    }

    private static UUID debit(PostedTransfer transfer) {
        return transfer.debit();
    }

    private static UUID credit(PostedTransfer transfer) {
        return transfer.credit();
    }
}
