package dev.coinstage.promote.campaign.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.coinstage.defaults.command.Attempt;
import dev.coinstage.defaults.command.CommandHandler;
import dev.coinstage.defaults.command.Commands;
import dev.coinstage.defaults.command.OutgoingCommand;
import dev.coinstage.promote.budget.app.BudgetStore;
import dev.coinstage.promote.campaign.app.AskFraud.ReviewOrder;
import dev.coinstage.promote.campaign.domain.Campaign;
import dev.coinstage.promote.campaign.domain.CampaignState;
import dev.coinstage.promote.peer.PeerCalls;
import dev.coinstage.promote.quantity.Coins;
import dev.coinstage.promote.wallet.app.Wallet;
import dev.coinstage.promote.wallet.app.WalletAnswer;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;

/** Has the budget of a submitted campaign held; then the review is asked for. A refused hold rejects the campaign. */
@ApplicationScoped
public class HoldBudget implements CommandHandler {

    static final String ACTION = "campaign.hold";

    private final Wallet wallet;
    private final BudgetStore budgets;
    private final CampaignSteps steps;
    private final Commands commands;
    private final ObjectMapper json;
    private final Clock clock;

    HoldBudget(
            Wallet wallet,
            BudgetStore budgets,
            CampaignSteps steps,
            Commands commands,
            ObjectMapper json,
            Clock clock) {
        this.wallet = wallet;
        this.budgets = budgets;
        this.steps = steps;
        this.commands = commands;
        this.json = json;
        this.clock = clock;
    }

    /** What to hold, of whom. */
    @RegisterForReflection
    record HoldOrder(UUID ownerId, long coins) {}

    @Override
    public String action() {
        return ACTION;
    }

    @Override
    public Uni<Attempt> attempt(OutgoingCommand command) {
        var order = read(command.payload(), HoldOrder.class);
        var campaign = UUID.fromString(command.subject());
        return PeerCalls.attempt(wallet.hold(command.id(), campaign, order.ownerId(), new Coins(order.coins())));
    }

    @Override
    public Uni<Void> ended(SqlConnection tx, OutgoingCommand command, JsonNode answer) {
        var answered = read(answer, WalletAnswer.class);
        return steps.lock(tx, UUID.fromString(command.subject()))
                .flatMap(campaign -> answered.posted()
                        ? held(tx, campaign, answered.transfer())
                        : steps.take(tx, campaign, it -> it.rejected(answered.refusal()))
                                .replaceWithVoid());
    }

    /** One that was cancelled meanwhile has a budget from now on too: settling gives it back. */
    private Uni<Void> held(SqlConnection tx, Campaign campaign, UUID hold) {
        var awaited = campaign.state() == CampaignState.PENDING_REVIEW;
        return budgets.open(tx, campaign.id(), hold, campaign.budget(), awaited)
                .flatMap(opened ->
                        awaited ? askForReview(tx, campaign) : Uni.createFrom().voidItem());
    }

    private Uni<Void> askForReview(SqlConnection tx, Campaign campaign) {
        var key = CampaignKeys.of(campaign.id(), AskFraud.ACTION, clock.instant());
        return commands.issue(tx, key, AskFraud.ACTION, campaign.id().toString(), ReviewOrder.of(campaign));
    }

    private <T> T read(JsonNode stored, Class<T> type) {
        try {
            return json.treeToValue(stored, type);
        } catch (JsonProcessingException foreign) {
            throw new IllegalStateException(foreign);
        }
    }
}
