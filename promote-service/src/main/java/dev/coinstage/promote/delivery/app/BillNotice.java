package dev.coinstage.promote.delivery.app;

import dev.coinstage.promote.delivery.domain.Notice;
import dev.coinstage.promote.delivery.domain.Verdict;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Bills what was seen, once per impression: the notice is its own idempotency key. */
@ApplicationScoped
public class BillNotice {

    private final LeaseStore leases;
    private final NoticeSigner signer;
    private final Clock clock;
    private final Map<Verdict, Counter> verdicts = new EnumMap<>(Verdict.class);
    private final Counter billed;

    BillNotice(LeaseStore leases, NoticeSigner signer, Clock clock, MeterRegistry metrics) {
        this.leases = leases;
        this.signer = signer;
        this.clock = clock;
        billed = Counter.builder("coinstage.billed").baseUnit("micros").register(metrics);
        for (var verdict : Verdict.values()) {
            verdicts.put(verdict, metrics.counter("coinstage.notices", "verdict", verdict.name()));
        }
    }

    /**
     * What became of a notice.
     *
     * @param notice empty when it is forged
     */
    public record Billed(Verdict verdict, Optional<Notice> notice) {}

    public Uni<Billed> of(UUID viewer, String text) {
        var notice = signer.read(text);
        return notice.map(it -> leases.bill(it, viewer, clock.instant()))
                .orElseGet(() -> Uni.createFrom().item(Verdict.FORGED))
                .invoke(verdict -> count(verdict, notice))
                .map(verdict -> new Billed(verdict, verdict == Verdict.FORGED ? Optional.empty() : notice));
    }

    private void count(Verdict verdict, Optional<Notice> notice) {
        verdicts.get(verdict).increment();
        if (verdict == Verdict.BILLED) {
            notice.ifPresent(it -> billed.increment(it.price().value()));
        }
    }
}
