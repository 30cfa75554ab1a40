package dev.coinstage.payout.payout.client;

import dev.coinstage.payout.payout.app.FraudCheck;
import dev.coinstage.payout.payout.app.PeerUnavailable;
import dev.coinstage.payout.payout.domain.Decision;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** Asks fraud-service. What it says of the future is taken as said now: a clock that runs ahead must not lengthen a decision's life. */
@ApplicationScoped
class FraudClient implements FraudCheck {

    private final FraudApi api;
    private final Clock clock;

    FraudClient(@RestClient FraudApi api, Clock clock) {
        this.api = api;
        this.clock = clock;
    }

    @Override
    @Timeout(3_000)
    @Retry(maxRetries = 1, delay = 50)
    @CircuitBreaker(requestVolumeThreshold = 20, delay = 1_000)
    public Uni<Decided> decide(UUID key, Question question) {
        return api.decide(key, body(question))
                .map(this::decided)
                .onFailure()
                .transform(failure -> new PeerUnavailable("fraud-service", failure));
    }

    private static FraudApi.Question body(Question question) {
        var facts = new HashMap<String, Object>();
        facts.put("currency", question.currency());
        facts.put("methodId", question.to().method().toString());
        facts.put("destinationFingerprint", question.to().fingerprint());
        facts.put("methodAddedAt", question.to().methodAddedAt().toString());
        question.to().region().ifPresent(region -> facts.put("region", region));
        return new FraudApi.Question(
                "PAYOUT",
                question.payout(),
                question.creator(),
                new FraudApi.Amount("DIAMOND", question.diamonds().value()),
                facts);
    }

    private Decided decided(FraudApi.Decided reply) {
        var now = clock.instant();
        Instant at = reply.decidedAt().isAfter(now) ? now : reply.decidedAt();
        return new Decided(
                new Decision.Made(reply.decisionId(), Decision.Outcome.valueOf(reply.outcome()), at),
                reply.reasonCodes() == null ? List.of() : reply.reasonCodes(),
                Optional.ofNullable(reply.caseId()));
    }
}
