package dev.coinstage.local.suite;

import dev.coinstage.local.suite.ComponentStatus.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The whole of Coinstage on one machine: PostgreSQL, Keycloak, the sandbox, the services and the gateway, as processes that
 * are watched, started again when they die, and ended in reverse order by {@link #close}. One data folder has one suite at
 * a time.
 */
public final class Suite implements AutoCloseable {

    private static final List<String> NAMES = List.of(
            Postgresql.NAME,
            Keycloak.NAME,
            Components.SANDBOX,
            Components.WALLET,
            Components.PROMOTE,
            Components.PAYOUT,
            Components.FRAUD,
            Components.GATEWAY,
            Components.SECURITY_GATEWAY);

    private final DataFolder folder;
    private final Ports ports;
    private final RunLock lock;
    private final Consumer<ComponentStatus> observer;
    private final Map<String, Component> components = new LinkedHashMap<>();
    private final Map<String, Supervisor> supervisors = new LinkedHashMap<>();
    private final Map<String, ComponentStatus> known = new LinkedHashMap<>();
    private boolean closed;

    private Suite(Checkout checkout, DataFolder folder, Ports ports, RunLock lock, Consumer<ComponentStatus> observer) {
        this.folder = folder;
        this.ports = ports;
        this.lock = lock;
        this.observer = observer;
        new Components(checkout, folder, ports).all().forEach(component -> components.put(component.name(), component));
    }

    /**
     * Takes the data folder, ends what a killed supervisor left running in it, and checks the ports. Nothing is started yet.
     *
     * @param observer told of every change, from several threads
     * @throws LaunchProblem when the folder has a running suite, a port is taken or a part is not built
     */
    public static Suite open(Checkout checkout, DataFolder folder, Ports ports, Consumer<ComponentStatus> observer)
            throws InterruptedException {
        RunLock lock = RunLock.of(folder)
                .orElseThrow(() -> new LaunchProblem("Coinstage is running already, with its data in " + folder.root()
                        + ". See ./coinstage status, or end it with ./coinstage down."));
        try {
            Optional<RunState> left = RunState.of(folder);
            if (left.isPresent()) {
                Leftovers.endComponents(left.get(), folder);
                RunState.forget(folder);
            }
            ports.requireFree();
            return new Suite(checkout, folder, ports, lock, observer);
        } catch (RuntimeException | InterruptedException e) {
            lock.close();
            throw e;
        }
    }

    /** Every component's name, in starting order. */
    public static List<String> names() {
        return NAMES;
    }

    public Ports ports() {
        return ports;
    }

    public Addresses addresses() {
        return new Addresses(ports);
    }

    public DataFolder folder() {
        return folder;
    }

    /** Starts everything, in parallel where one need not wait for another. Returns at once. */
    public void startAll() {
        components.values().forEach(component -> start(component, component.after()));
    }

    /** Starts one component whatever the others do. Returns at once; does nothing when it runs. */
    public void start(String name) {
        start(named(name), Set.of());
    }

    /** Stops one component in good order and returns when its process is gone. */
    public void stop(String name) {
        supervisorOf(name).ifPresent(Supervisor::stop);
    }

    /** Kills one component's process without warning; it is started again. */
    public void kill(String name) {
        supervisorOf(name).ifPresent(Supervisor::kill);
    }

    /** Each component, in starting order. */
    public synchronized List<ComponentStatus> status() {
        return NAMES.stream().map(this::statusOf).toList();
    }

    private ComponentStatus statusOf(String name) {
        return known.getOrDefault(name, ComponentStatus.stopped(name));
    }

    /** Asks one component itself, now. */
    public boolean isHealthy(String name) {
        return named(name).isHealthy();
    }

    /**
     * Waits until every component is healthy.
     *
     * @throws LaunchProblem when the time is over, or {@code hopeless} says that waiting is in vain
     */
    public void awaitHealthy(Duration patience, Predicate<ComponentStatus> hopeless) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        synchronized (this) {
            while (!status().stream().allMatch(ComponentStatus::isHealthy)) {
                Optional<ComponentStatus> lost =
                        status().stream().filter(hopeless).findFirst();
                if (lost.isPresent() || System.nanoTime() > deadline) {
                    throw new LaunchProblem(whyNot(lost, patience));
                }
                TimeUnit.NANOSECONDS.timedWait(this, Math.max(1, deadline - System.nanoTime()));
            }
        }
    }

    /** Waits until every component is healthy, however often one dies on the way. */
    public void awaitHealthy(Duration patience) throws InterruptedException {
        awaitHealthy(patience, anyone -> false);
    }

    /** Ends every component in reverse order; returns when nothing is left. */
    @Override
    public void close() {
        List<Supervisor> running;
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            List<String> reversed = new ArrayList<>(NAMES);
            Collections.reverse(reversed);
            running = reversed.stream()
                    .flatMap(name -> supervisorOf(name).stream())
                    .toList();
        }
        running.forEach(Supervisor::stop);
        RunState.forget(folder);
        lock.close();
    }

    private synchronized void start(Component component, Set<String> after) {
        boolean stopped = statusOf(component.name()).state() == State.STOPPED;
        if (stopped && !closed) {
            Supervisor supervisor = new Supervisor(
                    component, folder.boundedLog(component.name()), () -> awaitHealthOf(after), this::changed);
            supervisors.put(component.name(), supervisor);
            supervisor.start();
        }
    }

    private synchronized void awaitHealthOf(Collection<String> names) throws InterruptedException {
        while (!status().stream().filter(one -> names.contains(one.name())).allMatch(ComponentStatus::isHealthy)) {
            wait();
        }
    }

    private void changed(ComponentStatus status) {
        // the observer hears of it first: who waits for the whole suite must not overtake what is told of its parts
        observer.accept(status);
        synchronized (this) {
            known.put(status.name(), status);
            state().writeTo(folder);
            notifyAll();
        }
    }

    private RunState state() {
        List<RunState.Entry> entries = new ArrayList<>();
        for (ComponentStatus one : status()) {
            RunningProcess process = one.pid() == 0
                    ? null
                    : ProcessHandle.of(one.pid()).map(RunningProcess::of).orElse(null);
            entries.add(new RunState.Entry(one.name(), one.state().name(), one.detail(), one.deaths(), process));
        }
        return new RunState(RunningProcess.current(), entries, ports.byName());
    }

    private String whyNot(Optional<ComponentStatus> lost, Duration patience) {
        ComponentStatus culprit = lost.orElseGet(() ->
                status().stream().filter(one -> !one.isHealthy()).findFirst().orElseThrow());
        String what = lost.isPresent()
                ? "does not start: " + culprit.detail()
                : "is not healthy after " + patience.toSeconds() + " s";
        return "The " + culprit.name() + " " + what + "\nThe end of " + folder.log(culprit.name()) + ":\n"
                + Tool.lastLines(folder.log(culprit.name()));
    }

    private Component named(String name) {
        Component component = components.get(name);
        if (component == null) {
            throw new IllegalArgumentException("No component " + name + ", there are " + NAMES);
        }
        return component;
    }

    private synchronized Optional<Supervisor> supervisorOf(String name) {
        return Optional.ofNullable(supervisors.get(named(name).name()));
    }
}
