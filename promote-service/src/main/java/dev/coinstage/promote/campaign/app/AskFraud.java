package dev.coinstage.promote.campaign.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.coinstage.defaults.command.Attempt;
import dev.coinstage.defaults.command.CommandHandler;
import dev.coinstage.defaults.command.OutgoingCommand;
import dev.coinstage.promote.campaign.app.FraudCheck.FraudAnswer;
import dev.coinstage.promote.campaign.domain.Campaign;
import dev.coinstage.promote.peer.PeerCalls;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/**
 * Has a campaign reviewed whose budget is held. Allowed, it is scheduled; blocked, it is rejected; otherwise it waits for the
 * case to be decided. While fraud-service is down it waits too, and is asked again: nothing is shown that nobody judged.
 */
@ApplicationScoped
public class AskFraud implements CommandHandler {

    static final String ACTION = "campaign.review";

    private final FraudCheck fraud;
    private final CampaignSteps steps;
    private final ObjectMapper json;

    AskFraud(FraudCheck fraud, CampaignSteps steps, ObjectMapper json) {
        this.fraud = fraud;
        this.steps = steps;
        this.json = json;
    }

    /** What is to be judged. */
    @RegisterForReflection
    public record ReviewOrder(UUID ownerId, long coins, String objective, String title, String text, String link) {

        static ReviewOrder of(Campaign campaign) {
            return new ReviewOrder(
                    campaign.owner(),
                    campaign.budget().value(),
                    campaign.objective().name(),
                    campaign.creative().title(),
                    campaign.creative().text(),
                    campaign.creative().link());
        }
    }

    @Override
    public String action() {
        return ACTION;
    }

    @Override
    public Uni<Attempt> attempt(OutgoingCommand command) {
        var campaign = UUID.fromString(command.subject());
        return PeerCalls.attempt(fraud.decide(command.id(), campaign, read(command.payload(), ReviewOrder.class)));
    }

    @Override
    public Uni<Void> ended(SqlConnection tx, OutgoingCommand command, JsonNode answer) {
        var decision = read(answer, FraudAnswer.class);
        return steps.lock(tx, UUID.fromString(command.subject()))
                .flatMap(campaign -> judged(tx, campaign, decision))
                .replaceWithVoid();
    }

    private Uni<Campaign> judged(SqlConnection tx, Campaign campaign, FraudAnswer decision) {
        return switch (decision.outcome()) {
            case ALLOW -> steps.take(tx, campaign, Campaign::approved);
            case BLOCK -> steps.take(tx, campaign, it -> it.rejected(reason(decision)));
            case CHALLENGE, REVIEW -> Uni.createFrom().item(campaign);
        };
    }

    private static String reason(FraudAnswer decision) {
        return decision.reasonCodes().isEmpty() ? "BLOCKED" : String.join(",", decision.reasonCodes());
    }

    private <T> T read(JsonNode stored, Class<T> type) {
        try {
            return json.treeToValue(stored, type);
        } catch (JsonProcessingException foreign) {
            throw new IllegalStateException(foreign);
        }
    }
}
