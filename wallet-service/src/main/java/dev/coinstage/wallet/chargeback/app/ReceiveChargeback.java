package dev.coinstage.wallet.chargeback.app;

import com.fasterxml.jackson.databind.JsonNode;
import dev.coinstage.defaults.command.Attempt;
import dev.coinstage.defaults.command.CommandHandler;
import dev.coinstage.defaults.command.Commands;
import dev.coinstage.defaults.command.OutgoingCommand;
import dev.coinstage.defaults.ids.DerivedIds;
import dev.coinstage.wallet.chargeback.domain.Chargeback;
import dev.coinstage.wallet.ledger.domain.AccountKey;
import dev.coinstage.wallet.ledger.domain.AccountKind;
import dev.coinstage.wallet.ledger.domain.Asset;
import dev.coinstage.wallet.ledger.domain.Link;
import dev.coinstage.wallet.ledger.domain.LotEffect;
import dev.coinstage.wallet.ledger.domain.Outcome;
import dev.coinstage.wallet.ledger.domain.TransferCode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Takes a notice of a chargeback: keeps it, freezes the buyer's coins so that nothing of them moves on, books what the provider takes
 * for it, and tells the other services, in one posting. What becomes of it, fraud-service decides.
 */
@ApplicationScoped
public class ReceiveChargeback implements CommandHandler {

    private static final String ACTION = "chargeback.receive";

    private final ChargebackStore chargebacks;
    private final ChargebackSteps steps;
    private final Commands commands;
    private final Clock clock;

    ReceiveChargeback(ChargebackStore chargebacks, ChargebackSteps steps, Commands commands, Clock clock) {
        this.chargebacks = chargebacks;
        this.steps = steps;
        this.commands = commands;
        this.clock = clock;
    }

    /** Which chargeback a command is about. */
    @RegisterForReflection
    record ChargebackPayload(UUID disputeId) {}

    /** Keeps it in the caller's transaction, once per dispute of the provider; the ledger follows. */
    public Uni<Void> keep(SqlConnection tx, Chargeback chargeback) {
        return chargebacks
                .add(tx, chargeback)
                .flatMap(isNew -> isNew
                        ? commands.issue(
                                tx,
                                DerivedIds.of(chargeback.id(), ACTION),
                                ACTION,
                                chargeback.id().toString(),
                                new ChargebackPayload(chargeback.id()))
                        : Uni.createFrom().voidItem());
    }

    @Override
    public String action() {
        return ACTION;
    }

    @Override
    public Uni<Attempt> attempt(OutgoingCommand command) {
        var dispute = UUID.fromString(command.payload().path("disputeId").asText());
        return chargebacks
                .byId(dispute)
                .map(found -> found.orElseThrow(() -> new IllegalStateException("no chargeback " + dispute)))
                .flatMap(chargeback -> steps.post(
                        dispute,
                        "receive",
                        ChargebackFacts.RECEIVED,
                        links(chargeback),
                        ChargebackFacts.Received.of(chargeback)))
                .map(ReceiveChargeback::attempt);
    }

    private static List<Link> links(Chargeback chargeback) {
        var links = new ArrayList<Link>();
        links.add(new Link.Freeze(AccountKey.of(chargeback.buyer(), AccountKind.VIEWER_COINS, Asset.COIN)));
        if (chargeback.fee().amountMinor() > 0) {
            var money = Asset.money(chargeback.fee().currency());
            links.add(new Link.Transfer(
                    AccountKey.platform(AccountKind.CHARGEBACK_COSTS, money),
                    AccountKey.platform(AccountKind.CARD_CLEARING, money),
                    chargeback.fee().amountMinor(),
                    TransferCode.CHARGEBACK_FEE,
                    LotEffect.NONE));
        }
        return links;
    }

    private static Attempt attempt(Outcome outcome) {
        return outcome instanceof Outcome.Posted posted
                ? new Attempt.Definitive(new ClawBack.Step(posted.posting()))
                : new Attempt.Hopeless("the ledger refuses: " + outcome);
    }

    @Override
    public Uni<Void> ended(SqlConnection tx, OutgoingCommand command, JsonNode answer) {
        var dispute = UUID.fromString(command.payload().path("disputeId").asText());
        return chargebacks.reach(tx, dispute, Chargeback.State.PUBLISHED, clock.instant());
    }
}
