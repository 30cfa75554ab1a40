package dev.coinstage.local;

import dev.coinstage.local.suite.ComponentStatus;
import dev.coinstage.local.suite.ComponentStatus.State;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Shows the suite coming up: a line for each component that is healthy or died, and one that tells who is awaited. */
final class Progress implements Consumer<ComponentStatus> {

    private final Terminal terminal;
    private final Map<String, ComponentStatus> known = new LinkedHashMap<>();

    Progress(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public synchronized void accept(ComponentStatus status) {
        ComponentStatus before = known.put(status.name(), status);
        if (status.state() == State.HEALTHY) {
            terminal.done(status.name(), status.tookToHealth());
        } else if (status.state() == State.RESTARTING) {
            terminal.warning(status.name() + " " + status.detail());
        } else if (status.state() == State.PREPARING && !status.detail().isEmpty()) {
            tellStep(before, status);
        }
        terminal.passing(awaited());
    }

    /** A step that takes long is news also where lines cannot be overwritten. */
    private void tellStep(ComponentStatus before, ComponentStatus status) {
        boolean news = before == null || !before.detail().equals(status.detail());
        if (news) {
            terminal.line("    " + status.name() + ": " + status.detail());
        }
    }

    private String awaited() {
        return known.values().stream()
                .filter(status -> !status.isHealthy() && status.state() != State.STOPPED)
                .map(status -> status.name() + " " + status.state().name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", ", "    ", ""));
    }
}
