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
import java.time.Instant;
import java.util.UUID;

/**
 * Captures the full coins among what was billed: once per campaign and window, by a command whose key follows from both, so that
 * a capture is never made twice. The next one waits for this one's answer, and takes all that was billed meanwhile.
 */
@ApplicationScoped
public class CaptureBilled implements CommandHandler {

    private static final String ACTION = "campaign.capture";

    private final Wallet wallet;
    private final BudgetStore budgets;
    private final SettlementStore settlements;
    private final CampaignSteps steps;
    private final Commands commands;
    private final ObjectMapper json;
    private final Clock clock;
    private final Counter captured;

    CaptureBilled(
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
        this.captured = Counter.builder("coinstage.captured").baseUnit("coins").register(metrics);
    }

    /** What to capture, of which hold. */
    @RegisterForReflection
    record CaptureOrder(UUID hold, long coins) {}

    /** Asks for what is billed, in the caller's transaction; false when there is not one full coin. The budget is locked. */
    Uni<Boolean> ask(SqlConnection tx, BudgetRecord budget, String span, Instant spanTime) {
        var coins = budget.figures().capturable();
        if (coins.value() == 0) {
            return Uni.createFrom().item(false);
        }
        var campaign = budget.campaign();
        var id = CampaignKeys.of(campaign, ACTION + "/" + span, spanTime);
        return budgets.capture(tx, campaign, coins)
                .flatMap(counted -> settlements.addCapture(tx, id, campaign, span, coins, clock.instant()))
                .flatMap(added -> commands.issue(
                        tx, id, ACTION, campaign.toString(), new CaptureOrder(budget.hold(), coins.value())))
                .replaceWith(true);
    }

    @Override
    public String action() {
        return ACTION;
    }

    @Override
    public Uni<Attempt> attempt(OutgoingCommand command) {
        var order = read(command.payload(), CaptureOrder.class);
        var campaign = UUID.fromString(command.subject());
        return PeerCalls.attempt(wallet.capture(command.id(), campaign, order.hold(), new Coins(order.coins()))
                .invoke(CaptureBilled::requireExpected));
    }

    /** Only a chargeback takes a hold away under us; any other refusal is a fault that somebody must look at. */
    private static void requireExpected(WalletAnswer answer) {
        if (!answer.posted() && !WalletAnswer.HOLD_CLOSED.equals(answer.refusal())) {
            throw new PeerRefused("the wallet refused a capture: " + answer.refusal());
        }
    }

    @Override
    public Uni<Void> ended(SqlConnection tx, OutgoingCommand command, JsonNode answer) {
        var answered = read(answer, WalletAnswer.class);
        var coins = new Coins(read(command.payload(), CaptureOrder.class).coins());
        if (answered.posted()) {
            return settlements
                    .addOutcome(tx, command.id(), "", clock.instant())
                    .invoke(() -> captured.increment(coins.value()));
        }
        return refused(tx, UUID.fromString(command.subject()), command.id(), coins, answered.refusal());
    }

    private Uni<Void> refused(SqlConnection tx, UUID campaign, UUID capture, Coins coins, String refusal) {
        return steps.lock(tx, campaign)
                .flatMap(locked -> steps.take(tx, locked, it -> it.cancelled(Campaign.CHARGEBACK)))
                .flatMap(ended -> settlements.addOutcome(tx, capture, refusal, clock.instant()))
                .flatMap(added -> budgets.uncapture(tx, campaign, coins))
                .flatMap(back -> budgets.holdGone(tx, campaign));
    }

    private <T> T read(JsonNode stored, Class<T> type) {
        try {
            return json.treeToValue(stored, type);
        } catch (JsonProcessingException foreign) {
            throw new IllegalStateException(foreign);
        }
    }
}
