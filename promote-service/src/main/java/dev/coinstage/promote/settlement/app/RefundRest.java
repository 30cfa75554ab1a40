package dev.coinstage.promote.settlement.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.coinstage.defaults.command.Attempt;
import dev.coinstage.defaults.command.CommandHandler;
import dev.coinstage.defaults.command.Commands;
import dev.coinstage.defaults.command.OutgoingCommand;
import dev.coinstage.promote.budget.app.BudgetRecord;
import dev.coinstage.promote.budget.app.BudgetStore;
import dev.coinstage.promote.campaign.app.CampaignKeys;
import dev.coinstage.promote.campaign.app.CampaignSteps;
import dev.coinstage.promote.campaign.domain.Campaign;
import dev.coinstage.promote.peer.PeerCalls;
import dev.coinstage.promote.peer.PeerRefused;
import dev.coinstage.promote.quantity.Coins;
import dev.coinstage.promote.wallet.app.Wallet;
import dev.coinstage.promote.wallet.app.WalletAnswer;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;

/** Gives back what captures have left of a hold: the hold less the captures, exactly. */
@ApplicationScoped
public class RefundRest implements CommandHandler {

    private static final String ACTION = "campaign.refund";

    private final Wallet wallet;
    private final BudgetStore budgets;
    private final SettlementStore settlements;
    private final CampaignSteps steps;
    private final Commands commands;
    private final ObjectMapper json;
    private final Clock clock;
    private final Counter refunded;
    private final Counter chargedBack;

    RefundRest(
            Wallet wallet,
            BudgetStore budgets,
            SettlementStore settlements,
            CampaignSteps steps,
            Commands commands,
            ObjectMapper json,
            Clock clock,
            MeterRegistry metrics) {
        this.wallet = wallet;
        this.budgets = budgets;
        this.settlements = settlements;
        this.steps = steps;
        this.commands = commands;
        this.json = json;
        this.clock = clock;
        this.refunded = counter(metrics, "refund");
        this.chargedBack = counter(metrics, "chargeback");
    }

    private static Counter counter(MeterRegistry metrics, String by) {
        return Counter.builder("coinstage.refunded")
                .tag("by", by)
                .baseUnit("coins")
                .register(metrics);
    }

    /** What to give back. */
    @RegisterForReflection
    record RefundOrder(UUID hold, long coins) {}

    /** Asks for the rest, in the caller's transaction; settles at once when nothing is left, or when the hold is gone. */
    Uni<Void> ask(SqlConnection tx, Campaign campaign, BudgetRecord budget) {
        var rest = budget.figures().refund();
        if (rest.value() == 0 || budget.holdGone()) {
            return settle(tx, campaign, rest, chargedBack);
        }
        var now = clock.instant();
        var id = CampaignKeys.of(campaign.id(), ACTION, now);
        return settlements
                .addRefund(tx, id, campaign.id(), rest, now)
                .flatMap(added -> commands.issue(
                        tx, id, ACTION, campaign.id().toString(), new RefundOrder(budget.hold(), rest.value())));
    }

    @Override
    public String action() {
        return ACTION;
    }

    @Override
    public Uni<Attempt> attempt(OutgoingCommand command) {
        var order = read(command.payload(), RefundOrder.class);
        var campaign = UUID.fromString(command.subject());
        return PeerCalls.attempt(
                wallet.release(command.id(), campaign, order.hold()).invoke(RefundRest::requireExpected));
    }

    /** A hold that is closed was given back by a chargeback meanwhile: the rest is where it belongs. */
    private static void requireExpected(WalletAnswer answer) {
        if (!answer.posted() && !WalletAnswer.HOLD_CLOSED.equals(answer.refusal())) {
            throw new PeerRefused("the wallet refused a refund: " + answer.refusal());
        }
    }

    @Override
    public Uni<Void> ended(SqlConnection tx, OutgoingCommand command, JsonNode answer) {
        var rest = new Coins(read(command.payload(), RefundOrder.class).coins());
        var by = read(answer, WalletAnswer.class).posted() ? refunded : chargedBack;
        return steps.lock(tx, UUID.fromString(command.subject())).flatMap(campaign -> settle(tx, campaign, rest, by));
    }

    private Uni<Void> settle(SqlConnection tx, Campaign campaign, Coins rest, Counter by) {
        return budgets.settle(tx, campaign.id(), clock.instant())
                .flatMap(settled -> steps.take(tx, campaign, Campaign::settled))
                .invoke(() -> by.increment(rest.value()))
                .replaceWithVoid();
    }

    private <T> T read(JsonNode stored, Class<T> type) {
        try {
            return json.treeToValue(stored, type);
        } catch (JsonProcessingException foreign) {
            throw new IllegalStateException(foreign);
        }
    }
}
