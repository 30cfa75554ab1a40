package dev.coinstage.wallet.ledger.domain;

import dev.coinstage.wallet.ledger.domain.Decided.AccountChange;
import dev.coinstage.wallet.ledger.domain.Decided.PostedCommand;
import dev.coinstage.wallet.ledger.domain.Decided.PostedTransfer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** The working state of one {@link Ledger#decide}: what was read, and what the batch's chains have made of it so far. */
final class OpenBatch {

    private final LedgerState before;
    private final LedgerTime time;
    private final UndoLog undo = new UndoLog();
    private final Map<UUID, Account> accounts = new LinkedHashMap<>();
    private final Map<UUID, Hold> holds = new LinkedHashMap<>();
    private final Map<UUID, UUID> reversed = new LinkedHashMap<>();
    private final Map<Claim, UUID> booked = new LinkedHashMap<>();
    private final LotBook lots;
    private final List<PostedCommand> postings = new ArrayList<>();
    private final List<PostedTransfer> transfers = new ArrayList<>();
    private final List<AccountChange> accountChanges = new ArrayList<>();

    OpenBatch(LedgerState before, LedgerTime time) {
        this.before = before;
        this.time = time;
        this.lots = new LotBook(before, undo);
    }

    /** Decides one command; a refused one leaves no trace. */
    Outcome decide(Command command) {
        for (var claim : command.claims()) {
            var earlier = booked.getOrDefault(claim, before.booked().get(claim));
            if (earlier != null) {
                return new Outcome.AlreadyBooked(claim, earlier);
            }
        }
        var chain = new OpenChain(this, command, time.lastPosting() + postings.size() + 1);
        for (var link : command.links()) {
            var refusal = chain.apply(link);
            if (refusal.isPresent()) {
                undo.revert();
                return refusal.get();
            }
        }
        undo.keep();
        command.claims().forEach(claim -> booked.put(claim, command.posting()));
        postings.add(new PostedCommand(command, chain.sequence()));
        return chain.posted();
    }

    LedgerTime time() {
        return time;
    }

    LotBook lots() {
        return lots;
    }

    /** The account, opened if it is new. */
    Account account(AccountKey key) {
        var changed = accounts.get(key.id());
        if (changed != null) {
            return changed;
        }
        var stored = before.accounts().get(key.id());
        return stored != null ? stored : Account.opened(key);
    }

    /** An account that exists, since a hold or an earlier transfer names it. */
    Account account(UUID id) {
        var account =
                accounts.containsKey(id) ? accounts.get(id) : before.accounts().get(id);
        if (account == null) {
            throw new IllegalStateException("account " + id + " was not read");
        }
        return account;
    }

    void save(Account account) {
        undo.put(accounts, account.key().id(), account);
    }

    Optional<Hold> hold(UUID id) {
        return Optional.ofNullable(
                holds.containsKey(id) ? holds.get(id) : before.holds().get(id));
    }

    /** The holds that the posting made, in its order. */
    List<Hold> holdsOf(UUID posting) {
        var found = new TreeMap<Integer, Hold>();
        for (var known : List.of(before.holds(), holds)) {
            known.forEach((id, hold) -> {
                if (TransferId.posting(id).equals(posting)) {
                    found.put(TransferId.ordinal(id), hold);
                }
            });
        }
        return List.copyOf(found.values());
    }

    void save(Hold hold) {
        undo.put(holds, hold.id(), hold);
    }

    /** Looks among the stored ones first: who reverses what its own batch posted is rare. */
    Optional<PastTransfer> transfer(UUID id) {
        var stored = before.transfers().get(id);
        return stored != null
                ? Optional.of(stored)
                : transfers.stream()
                        .filter(transfer -> transfer.id().equals(id))
                        .findFirst()
                        .map(transfer -> new PastTransfer(
                                id,
                                transfer.kind(),
                                transfer.code(),
                                transfer.debit(),
                                transfer.credit(),
                                transfer.amount(),
                                transfer.axisFrom()));
    }

    Optional<UUID> reversalOf(UUID transfer) {
        return Optional.ofNullable(
                reversed.getOrDefault(transfer, before.reversed().get(transfer)));
    }

    void reversed(UUID transfer, UUID reversal) {
        undo.put(reversed, transfer, reversal);
    }

    void add(PostedTransfer transfer) {
        undo.add(transfers, transfer);
    }

    void add(AccountChange change) {
        undo.add(accountChanges, change);
    }

    Decided close(List<Outcome> outcomes) {
        var opened = new ArrayList<Account>();
        var changed = new ArrayList<Account>();
        accounts.forEach((id, account) -> (before.accounts().containsKey(id) ? changed : opened).add(account));
        var openedHolds = new ArrayList<Hold>();
        var changedHolds = new ArrayList<Hold>();
        holds.forEach((id, hold) -> (before.holds().containsKey(id) ? changedHolds : openedHolds).add(hold));
        return new Decided(
                time,
                outcomes,
                postings,
                transfers,
                accountChanges,
                opened,
                changed,
                lots.issued(),
                lots.changed(),
                lots.segments(),
                openedHolds,
                changedHolds,
                new HashMap<>(booked),
                new HashMap<>(reversed));
    }
}
