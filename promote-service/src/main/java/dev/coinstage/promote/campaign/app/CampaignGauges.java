package dev.coinstage.promote.campaign.app;

import dev.coinstage.defaults.startup.StartupGate;
import dev.coinstage.promote.campaign.domain.CampaignState;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** Campaigns by state, counted every quarter of a minute. */
@ApplicationScoped
class CampaignGauges {

    private final CampaignStore campaigns;
    private final StartupGate gate;
    private final Map<CampaignState, AtomicLong> counts = new EnumMap<>(CampaignState.class);

    CampaignGauges(CampaignStore campaigns, StartupGate gate, MeterRegistry metrics) {
        this.campaigns = campaigns;
        this.gate = gate;
        for (var state : CampaignState.values()) {
            var count = new AtomicLong();
            counts.put(state, count);
            Gauge.builder("coinstage.campaigns", count, AtomicLong::doubleValue)
                    .tag("state", state.name())
                    .baseUnit("campaigns")
                    .register(metrics);
        }
    }

    @Scheduled(every = "15s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> count() {
        if (!gate.awaited().isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return campaigns
                .countByState()
                .invoke(found -> counts.forEach((state, count) -> count.set(found.getOrDefault(state.name(), 0L))))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }
}
