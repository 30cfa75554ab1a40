package dev.coinstage.wallet.ledger.domain;

import static java.util.stream.Collectors.toMap;

import dev.coinstage.wallet.ledger.domain.Decided.PostedTransfer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What a ledger holds, told without its way to store it, so that two kinds of ledgers can be compared.
 *
 * @param queues per account of lots the coins that it has, the next to be drawn first
 * @param drawn per account of lots each coin ever drawn, in order
 */
record Facts(
        Map<UUID, Standing> accounts,
        Map<UUID, List<Coin>> queues,
        Map<UUID, List<Coin>> drawn,
        List<Moved> transfers,
        Map<UUID, Promised> holds,
        Map<UUID, UUID> reversed,
        Map<Claim, UUID> booked) {

    /** One coin: the lot that it belongs to, and the one that it was bought in. */
    record Coin(UUID lot, UUID bought) {}

    record Standing(
            long balance, long held, long promised, long minimum, long maximum, boolean frozen, boolean closed) {}

    /** A transfer with the coins that it moved, set aside or gave back; none on accounts without lots. */
    record Moved(
            UUID id, TransferKind kind, TransferCode code, UUID debit, UUID credit, long amount, List<Coin> coins) {}

    record Promised(long captured, long released) {}

    static Facts of(Books books) {
        var drawn = new HashMap<UUID, List<Coin>>();
        var queues = new HashMap<UUID, List<Coin>>();
        books.accounts().values().stream()
                .filter(account -> account.key().kind().holdsLots())
                .forEach(account -> {
                    drawn.put(account.key().id(), drawn(books, account));
                    queues.put(account.key().id(), queue(books, account));
                });
        return new Facts(
                books.accounts().entrySet().stream().collect(toMap(Map.Entry::getKey, row -> standing(row.getValue()))),
                withoutEmpty(queues),
                withoutEmpty(drawn),
                books.transfers().stream()
                        .map(transfer -> moved(transfer, drawn))
                        .toList(),
                books.holds().values().stream()
                        .collect(toMap(Hold::id, hold -> new Promised(hold.captured(), hold.released()))),
                books.reversed(),
                books.booked());
    }

    static Map<UUID, List<Coin>> withoutEmpty(Map<UUID, List<Coin>> coins) {
        coins.values().removeIf(List::isEmpty);
        return coins;
    }

    private static Standing standing(Account account) {
        return new Standing(
                account.balance(),
                account.debitsPending(),
                account.creditsPending(),
                account.minimum(),
                account.maximum(),
                account.frozen(),
                account.closed());
    }

    private static Moved moved(PostedTransfer transfer, Map<UUID, List<Coin>> drawn) {
        var from = (int) transfer.axisFrom();
        return new Moved(
                transfer.id(),
                transfer.kind(),
                transfer.code(),
                transfer.debit(),
                transfer.credit(),
                transfer.amount(),
                from == PostedTransfer.NO_DRAW
                        ? List.of()
                        : List.copyOf(drawn.get(transfer.debit()).subList(from, from + (int) transfer.amount())));
    }

    /** The segments written out, coin by coin. */
    private static List<Coin> drawn(Books books, Account account) {
        var starts = new TreeMap<Long, UUID>();
        books.segments().stream()
                .filter(segment -> segment.account().equals(account.key().id()))
                .forEach(segment -> starts.put(segment.axisFrom(), segment.lot()));
        var coins = new ArrayList<Coin>();
        for (long axis = 0; axis < account.lots().axis(); axis++) {
            coins.add(coin(books, starts.floorEntry(axis).getValue()));
        }
        return coins;
    }

    private static List<Coin> queue(Books books, Account account) {
        var coins = new ArrayList<Coin>();
        add(coins, account.lots().left(), books, account.lots().lot());
        books.lots().values().stream()
                .filter(lot -> lot.account().equals(account.key()))
                .sorted(Comparator.comparingLong(Lot::ordinal))
                .forEach(lot -> add(coins, lot.waiting(), books, lot.id()));
        return coins;
    }

    private static void add(List<Coin> coins, long more, Books books, UUID lot) {
        for (long coin = 0; coin < more; coin++) {
            coins.add(coin(books, lot));
        }
    }

    private static Coin coin(Books books, UUID lot) {
        var bought = books.lots().get(lot);
        while (!bought.parent().equals(Lot.ISSUED)) {
            bought = books.lots().get(bought.parent());
        }
        return new Coin(lot, bought.id());
    }
}
