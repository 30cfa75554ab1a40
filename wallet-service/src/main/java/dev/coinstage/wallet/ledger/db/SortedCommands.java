package dev.coinstage.wallet.ledger.db;

import dev.coinstage.defaults.idempotency.ScopedKey;
import dev.coinstage.defaults.idempotency.StoredOutcome;
import dev.coinstage.wallet.ledger.app.Answer;
import dev.coinstage.wallet.ledger.app.KeyedCommand;
import dev.coinstage.wallet.ledger.domain.Command;
import dev.coinstage.wallet.ledger.domain.Decided;
import dev.coinstage.wallet.ledger.domain.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A batch's commands, told apart by their keys: new ones are decided; those with a stored outcome, and repeats within the
 * batch, are answered from it.
 */
final class SortedCommands {

    private final List<KeyedCommand> all;
    private final StoredOutcomes stored;
    private final Map<ScopedKey, KeyedCommand> fresh;
    private final OutcomeJson json;

    private SortedCommands(
            List<KeyedCommand> all, StoredOutcomes stored, Map<ScopedKey, KeyedCommand> fresh, OutcomeJson json) {
        this.all = all;
        this.stored = stored;
        this.fresh = fresh;
        this.json = json;
    }

    static SortedCommands of(List<KeyedCommand> all, StoredOutcomes stored, OutcomeJson json) {
        var fresh = new LinkedHashMap<ScopedKey, KeyedCommand>();
        for (var command : all) {
            if (!stored.has(command.key())) {
                fresh.putIfAbsent(command.key(), command);
            }
        }
        return new SortedCommands(all, stored, fresh, json);
    }

    /** What is to be decided, in the order of arrival. */
    List<Command> fresh() {
        return fresh.values().stream().map(KeyedCommand::command).toList();
    }

    /** The outcomes of the fresh commands, to be kept for their replays. */
    List<StoredOutcome> outcomes(Decided decided) {
        var kept = new ArrayList<StoredOutcome>(fresh.size());
        var outcomes = decided.outcomes().iterator();
        for (var command : fresh.values()) {
            kept.add(new StoredOutcome(
                    command.key(),
                    command.hash(),
                    json.write(outcomes.next()),
                    decided.time().at()));
        }
        return kept;
    }

    /** One answer per command of the batch, given what became of the fresh ones. */
    List<Answer> answers(List<Outcome> decided) {
        var outcomes = new HashMap<ScopedKey, Outcome>();
        var next = decided.iterator();
        fresh.keySet().forEach(key -> outcomes.put(key, next.next()));
        return all.stream().map(command -> answer(command, outcomes)).toList();
    }

    private Answer answer(KeyedCommand command, Map<ScopedKey, Outcome> decided) {
        if (stored.has(command.key())) {
            return stored.replay(command.key(), command.hash(), json);
        }
        var first = fresh.get(command.key());
        return first.hash().equals(command.hash())
                ? new Answer.Decided(decided.get(command.key()), first != command)
                : new Answer.KeyReused();
    }
}
