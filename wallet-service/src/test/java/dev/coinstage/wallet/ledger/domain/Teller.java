package dev.coinstage.wallet.ledger.domain;

import dev.coinstage.wallet.ledger.domain.Outcome.Posted;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Tells a story and follows it on a ledger of its own, so that later commands can continue what earlier ones made. */
final class Teller {

    /** One in so many that were refused is continued nevertheless. */
    private static final int MISTAKEN = 5;

    private static final String NOWHERE = "nowhere";

    private final NaiveLedger ledger = new NaiveLedger();
    private final List<UUID> holds = new ArrayList<>();
    private final List<UUID> transfers = new ArrayList<>();
    private Instant now = KeptLedger.BEGIN;
    private int steps;

    String nextName() {
        return "step " + ++steps;
    }

    Step tell(String name, Chain chain) {
        var command = chain.command();
        if (ledger.post(command) instanceof Posted posted) {
            remember(command, posted);
        } else if (steps % MISTAKEN == 0) {
            holds.add(Chain.transfer(name, 0));
            transfers.add(Chain.transfer(name, 0));
        }
        return new Step.Post(command);
    }

    private void remember(Command command, Posted posted) {
        if (posted.moved().isEmpty()) {
            for (var place = 0; place < command.links().size(); place++) {
                transfers.add(TransferId.of(command.posting(), place));
            }
        }
        for (var moved : posted.moved()) {
            transfers.add(moved.transfer());
            if (moved.kind() == TransferKind.HOLD) {
                holds.add(moved.transfer());
            }
        }
    }

    Step pass(Duration time) {
        ledger.pass(time);
        now = now.plus(time);
        return new Step.Pass(time);
    }

    Instant now() {
        return now;
    }

    /** @param back how many holds ago, from 0 */
    UUID hold(int back) {
        return earlier(holds, back);
    }

    UUID transfer(int back) {
        return earlier(transfers, back);
    }

    private static UUID earlier(List<UUID> known, int back) {
        return known.isEmpty() ? Chain.transfer(NOWHERE, 0) : known.get(known.size() - 1 - back % known.size());
    }
}
