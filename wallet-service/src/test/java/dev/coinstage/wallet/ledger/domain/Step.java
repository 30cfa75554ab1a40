package dev.coinstage.wallet.ledger.domain;

import static java.util.stream.Collectors.joining;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

/** One step of a random story. */
sealed interface Step {

    record Post(Command command) implements Step {

        /** Short, because a failed property prints its whole story. */
        @Override
        public String toString() {
            return command.links().stream()
                    .map(Link::toString)
                    .collect(joining(
                            ", ",
                            command.posting() + " by " + command.authority().name() + "[",
                            command.claims() + "]"));
        }
    }

    /** The ledger's clock goes on. */
    record Pass(Duration time) implements Step {}

    /**
     * Plays the story and returns what became of its commands.
     *
     * @param batchSizes asked before each batch how many commands it takes; a batch ends when time passes
     * @param afterBatch called with the ledger after each batch
     */
    static List<Outcome> play(
            List<Step> story, KeptLedger ledger, IntSupplier batchSizes, Consumer<KeptLedger> afterBatch) {
        var outcomes = new ArrayList<Outcome>();
        var batch = new ArrayList<Command>();
        var size = batchSizes.getAsInt();
        for (var step : story) {
            if (batch.size() == size || step instanceof Pass) {
                outcomes.addAll(ledger.post(batch));
                afterBatch.accept(ledger);
                batch.clear();
                size = batchSizes.getAsInt();
            }
            if (step instanceof Post post) {
                batch.add(post.command());
            } else if (step instanceof Pass pass) {
                ledger.pass(pass.time());
            }
        }
        outcomes.addAll(ledger.post(batch));
        afterBatch.accept(ledger);
        return outcomes;
    }

    static List<Outcome> play(List<Step> story, NaiveLedger ledger) {
        var outcomes = new ArrayList<Outcome>();
        for (var step : story) {
            if (step instanceof Post post) {
                outcomes.add(ledger.post(post.command()));
            } else if (step instanceof Pass pass) {
                ledger.pass(pass.time());
            }
        }
        return outcomes;
    }
}
