package dev.coinstage.wallet.ledger.domain;

import static java.util.stream.Collectors.toMap;

import dev.coinstage.wallet.ledger.domain.Facts.Coin;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The ledger's rules told as simply as possible, to compare the real one with: one command at a time, every coin an object
 * in a queue, and a chain is applied link by link to a copy of the books, which is thrown away when a link is refused.
 */
final class NaiveLedger {

    private final Map<Claim, UUID> booked = new HashMap<>();
    private NaivePages pages = new NaivePages();
    private Instant now = KeptLedger.BEGIN;
    private long sequence;

    void pass(Duration time) {
        now = now.plus(time);
    }

    /** What becomes of the command; a posting has commit sequence 0 and the time {@link Instant#EPOCH}. */
    Outcome post(Command command) {
        for (var claim : command.claims()) {
            if (booked.containsKey(claim)) {
                return new Outcome.AlreadyBooked(claim, booked.get(claim));
            }
        }
        var chain = new NaiveChain(pages.copy(), command, now);
        try {
            command.links().forEach(chain::follow);
        } catch (NaiveChain.Refused refused) {
            return refused.refusal;
        }
        pages = chain.pages();
        command.claims().forEach(claim -> booked.put(claim, command.posting()));
        return chain.posted(++sequence);
    }

    Facts facts() {
        return new Facts(
                pages.opened.stream().collect(toMap(AccountKey::id, this::standing)),
                byId(pages.coins),
                byId(pages.drawn),
                pages.entries.entrySet().stream()
                        .map(entry -> moved(entry.getKey(), entry.getValue()))
                        .toList(),
                pages.promises.entrySet().stream()
                        .collect(toMap(
                                Map.Entry::getKey,
                                row -> new Facts.Promised(row.getValue().captured, row.getValue().released))),
                pages.reversed,
                booked);
    }

    private static Map<UUID, List<Coin>> byId(Map<AccountKey, ? extends Collection<Coin>> coins) {
        var byId = new HashMap<UUID, List<Coin>>();
        coins.forEach((account, all) -> byId.put(account.id(), new ArrayList<>(all)));
        return Facts.withoutEmpty(byId);
    }

    private Facts.Standing standing(AccountKey account) {
        return new Facts.Standing(
                pages.balance(account),
                pages.held(account),
                pages.promised(account),
                pages.minimum(account),
                pages.maximum(account),
                pages.frozen.contains(account),
                pages.closed.contains(account));
    }

    private Facts.Moved moved(UUID id, NaivePages.Entry entry) {
        return new Facts.Moved(
                id,
                entry.kind(),
                entry.code(),
                entry.debit().id(),
                entry.credit().id(),
                entry.amount(),
                pages.coinsOfEntries.get(id));
    }
}
