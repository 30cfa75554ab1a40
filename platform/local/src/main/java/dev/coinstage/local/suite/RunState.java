package dev.coinstage.local.suite;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a running suite writes down about itself, for {@code status} and {@code down} in another terminal, and for cleaning
 * up after a supervisor that was killed.
 *
 * @param components in starting order
 * @param ports by {@link Port#name()}
 */
public record RunState(RunningProcess supervisor, List<Entry> components, Map<String, Integer> ports) {

    /**
     * One component.
     *
     * @param process null when it has none at the moment
     */
    public record Entry(String name, String state, String detail, int deaths, RunningProcess process) {}

    private static final ObjectMapper MAPPER =
            new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    /** What the folder's last run wrote; empty when none ran, or it ended in good order. */
    public static Optional<RunState> of(DataFolder folder) {
        Path file = folder.state();
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(MAPPER.readValue(file.toFile(), RunState.class));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    /** Whether the supervisor that wrote this still runs. */
    public boolean hasSupervisor() {
        return supervisor.find().isPresent();
    }

    /** Where this suite's parts are reached. */
    public Addresses addresses() {
        return new Addresses(chosenPorts());
    }

    /**
     * One component as it answers now.
     *
     * @param running whether its process is there
     * @param healthy whether it can serve
     */
    public record Health(Entry entry, String address, boolean running, boolean healthy) {}

    /** Asks every component itself; the file only tells where. */
    public List<Health> askAll(Checkout checkout, DataFolder folder) {
        List<Health> answers = new ArrayList<>();
        for (Component component : new Components(checkout, folder, chosenPorts()).all()) {
            Entry entry = components.stream()
                    .filter(one -> one.name().equals(component.name()))
                    .findFirst()
                    .orElseGet(() -> new Entry(component.name(), "STOPPED", "", 0, null));
            boolean running = entry.process() != null && entry.process().find().isPresent();
            answers.add(new Health(entry, component.address(), running, running && component.isHealthy()));
        }
        return answers;
    }

    Ports chosenPorts() {
        return Ports.named(ports);
    }

    void writeTo(DataFolder folder) {
        Path file = folder.state();
        Path draft = file.resolveSibling("state.draft");
        try {
            // a plain stream: a channel would be closed by the interrupt that ends a supervisor
            try (OutputStream out = new FileOutputStream(draft.toFile())) {
                MAPPER.writerWithDefaultPrettyPrinter().writeValue(out, this);
            }
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
        }
    }

    static void forget(DataFolder folder) {
        try {
            Files.deleteIfExists(folder.state());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
