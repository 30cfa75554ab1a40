package dev.coinstage.promote.campaign.client;

import dev.coinstage.promote.campaign.app.AskFraud.ReviewOrder;
import dev.coinstage.promote.campaign.app.FraudCheck;
import dev.coinstage.promote.campaign.client.DecisionsApi.Amount;
import dev.coinstage.promote.campaign.client.DecisionsApi.Decision;
import dev.coinstage.promote.campaign.client.DecisionsApi.Question;
import dev.coinstage.promote.peer.PeerRefused;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.WebApplicationException;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** fraud-service over HTTP. It does not retry: the command that calls does, with the same key, for as long as it takes. */
@ApplicationScoped
class FraudClient implements FraudCheck {

    private final DecisionsApi api;

    FraudClient(@RestClient DecisionsApi api) {
        this.api = api;
    }

    @Override
    @Timeout(value = 4, unit = ChronoUnit.SECONDS)
    @CircuitBreaker(
            requestVolumeThreshold = 10,
            delay = 2,
            delayUnit = ChronoUnit.SECONDS,
            skipOn = WebApplicationException.class)
    public Uni<FraudAnswer> decide(UUID key, UUID campaign, ReviewOrder order) {
        var facts = new HashMap<String, String>();
        facts.put("title", order.title());
        facts.put("text", order.text());
        facts.put("objective", order.objective());
        if (!order.link().isEmpty()) {
            facts.put("link", order.link());
        }
        var question = new Question("CAMPAIGN", campaign, order.ownerId(), new Amount("COIN", order.coins()), facts);
        return api.decide(question, key.toString()).map(FraudClient::answer);
    }

    private static FraudAnswer answer(Decision decision) {
        try {
            var reasons = decision.reasonCodes() == null ? List.<String>of() : decision.reasonCodes();
            return new FraudAnswer(decision.decisionId(), Outcome.valueOf(decision.outcome()), reasons);
        } catch (IllegalArgumentException | NullPointerException unknown) {
            throw new PeerRefused("fraud-service decided " + decision);
        }
    }
}
