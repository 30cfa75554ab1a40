package dev.coinstage.wallet.ledger.db;

import dev.coinstage.wallet.ledger.domain.AccountKey;
import dev.coinstage.wallet.ledger.domain.Command;
import dev.coinstage.wallet.ledger.domain.Link;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** What a batch's commands name, and so what has to be read for them. */
final class Targets {

    private final Set<AccountKey> accounts = new LinkedHashSet<>();
    private final Set<UUID> holds = new HashSet<>();
    private final Set<UUID> postings = new HashSet<>();
    private final Set<UUID> transfers = new HashSet<>();
    private boolean givesBack;

    private Targets() {}

    static Targets of(List<Command> commands) {
        var targets = new Targets();
        for (var command : commands) {
            command.links().forEach(targets::add);
        }
        return targets;
    }

    private void add(Link link) {
        if (link instanceof Link.Transfer transfer) {
            add(transfer.debit(), transfer.credit());
        } else if (link instanceof Link.Balancing balancing) {
            add(balancing.debit(), balancing.credit());
        } else if (link instanceof Link.Hold hold) {
            add(hold.debit(), hold.credit());
        } else if (link instanceof Link.Freeze freeze) {
            accounts.add(freeze.account());
        } else if (link instanceof Link.Unfreeze unfreeze) {
            accounts.add(unfreeze.account());
        } else if (link instanceof Link.Close close) {
            accounts.add(close.account());
        } else if (link instanceof Link.Limit limit) {
            accounts.add(limit.account());
        } else {
            addEarlier(link);
        }
    }

    private void addEarlier(Link link) {
        if (link instanceof Link.Capture capture) {
            holds.add(capture.hold());
            givesBack |= capture.releaseRest();
        } else if (link instanceof Link.CaptureAll capture) {
            postings.add(capture.posting());
        } else {
            givesBack = true;
            if (link instanceof Link.Void release) {
                holds.add(release.hold());
            } else if (link instanceof Link.Expire expire) {
                holds.add(expire.hold());
            } else if (link instanceof Link.VoidAll release) {
                postings.add(release.posting());
            } else if (link instanceof Link.Reverse reverse) {
                transfers.add(reverse.transfer());
            }
        }
    }

    private void add(AccountKey debit, AccountKey credit) {
        accounts.add(debit);
        accounts.add(credit);
    }

    Set<AccountKey> accounts() {
        return accounts;
    }

    Set<UUID> holds() {
        return holds;
    }

    /** Whose holds are meant, all of them. */
    Set<UUID> postings() {
        return postings;
    }

    Set<UUID> transfers() {
        return transfers;
    }

    /** Whether coins may come back to their lots' queue. */
    boolean givesBack() {
        return givesBack;
    }

    /** Whether only new transfers are asked for, as in nearly all batches. */
    boolean onlyNew() {
        return holds.isEmpty() && postings.isEmpty() && transfers.isEmpty();
    }
}
