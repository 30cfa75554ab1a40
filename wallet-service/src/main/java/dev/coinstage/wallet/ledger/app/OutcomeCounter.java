package dev.coinstage.wallet.ledger.app;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts what became of requests, one series per kind of outcome. Looks a meter up once only: gifts are many. */
public final class OutcomeCounter {

    private final MeterRegistry metrics;
    private final String name;
    private final Map<Class<?>, Counter> counters = new ConcurrentHashMap<>();

    /** @param name of the metric, such as {@code coinstage.gifts}; its tag {@code outcome} names the case */
    public OutcomeCounter(MeterRegistry metrics, String name) {
        this.metrics = metrics;
        this.name = name;
    }

    public void count(Object outcome) {
        counters.computeIfAbsent(outcome.getClass(), kind -> metrics.counter(name, "outcome", kind.getSimpleName()))
                .increment();
    }
}
