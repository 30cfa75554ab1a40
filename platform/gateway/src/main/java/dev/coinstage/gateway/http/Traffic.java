package dev.coinstage.gateway.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/** Counts and times what passes, by route and never by path, because paths carry ids. */
final class Traffic {
    private final MeterRegistry registry;

    Traffic(MeterRegistry registry) {
        this.registry = registry;
    }

    Timer.Sample began() {
        return Timer.start(registry);
    }

    void ended(Timer.Sample sample, Exchange exchange) {
        var status = Integer.toString(exchange.request().response().getStatusCode());
        sample.stop(registry.timer(
                "coinstage.gateway.requests",
                "route",
                exchange.routeName(),
                "status",
                status,
                "code",
                exchange.refusal()));
    }
}
