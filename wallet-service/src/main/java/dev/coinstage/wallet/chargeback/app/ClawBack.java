package dev.coinstage.wallet.chargeback.app;

import com.fasterxml.jackson.databind.JsonNode;
import dev.coinstage.defaults.command.Attempt;
import dev.coinstage.defaults.command.CommandHandler;
import dev.coinstage.defaults.command.OutgoingCommand;
import dev.coinstage.wallet.chargeback.app.ChargebackFacts.CampaignShare;
import dev.coinstage.wallet.chargeback.app.ChargebackFacts.CreatorShare;
import dev.coinstage.wallet.chargeback.domain.Chargeback;
import dev.coinstage.wallet.chargeback.domain.Lineage;
import dev.coinstage.wallet.chargeback.domain.Lineage.OpenBudget;
import dev.coinstage.wallet.ledger.domain.AccountKey;
import dev.coinstage.wallet.ledger.domain.AccountKind;
import dev.coinstage.wallet.ledger.domain.Asset;
import dev.coinstage.wallet.ledger.domain.Link;
import dev.coinstage.wallet.ledger.domain.LotEffect;
import dev.coinstage.wallet.ledger.domain.Outcome;
import dev.coinstage.wallet.ledger.domain.Outcome.Posted;
import dev.coinstage.wallet.ledger.domain.TransferCode;
import dev.coinstage.wallet.ledger.domain.TransferId;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Takes back what a charged-back purchase tainted, in the designed order: budgets of campaigns that are still held go back to the
 * buyer; the buyer's coins of that purchase are taken, and what is missing is owed; then the creators' diamonds that came from
 * it, and what they no longer have is owed too. Each step is posted under a key of its own, so a crash between two repeats none.
 */
@ApplicationScoped
public class ClawBack implements CommandHandler {

    static final String ACTION = "chargeback.claw-back";

    private final ChargebackStore chargebacks;
    private final LineageStore lineages;
    private final ChargebackSteps steps;
    private final Clock clock;

    ClawBack(ChargebackStore chargebacks, LineageStore lineages, ChargebackSteps steps, Clock clock) {
        this.chargebacks = chargebacks;
        this.lineages = lineages;
        this.steps = steps;
        this.clock = clock;
    }

    /** What a command leaves as its answer. */
    @RegisterForReflection
    record Step(UUID posting) {}

    /** Coins that were still there, and that are owed now. */
    private record Taken(long recovered, long owed) {}

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
                .flatMap(chargeback -> plan(chargeback)
                        .flatMap(before -> voidBudgets(dispute, before.budgets())
                                .flatMap(campaigns -> reverse(chargeback, before)
                                        .flatMap(coins -> takeFromCreators(dispute, before.diamondsByCreator())
                                                .flatMap(creators -> close(chargeback, coins, creators, campaigns))))));
    }

    /** What is to be done is kept before anything is: a second try, after a crash, finds a purchase that the first one had changed. */
    private Uni<Lineage> plan(Chargeback chargeback) {
        return lineages.of(chargeback.purchase())
                .map(found ->
                        found.orElseThrow(() -> new IllegalStateException("no purchase " + chargeback.purchase())))
                .flatMap(now -> chargebacks.plan(chargeback.id(), now));
    }

    private Uni<List<CampaignShare>> voidBudgets(UUID dispute, List<OpenBudget> budgets) {
        return Multi.createFrom()
                .iterable(budgets)
                .onItem()
                .transformToUniAndConcatenate(budget -> voidBudget(dispute, budget))
                .filter(share -> share.coins() > 0)
                .collect()
                .asList();
    }

    /** The whole of it: what would be left for a campaign whose owner is frozen is not to be delivered either. */
    private Uni<CampaignShare> voidBudget(UUID dispute, OpenBudget budget) {
        return steps.post(
                        dispute,
                        "void " + budget.hold(),
                        ChargebackFacts.HOLD_VOIDED,
                        List.of(new Link.Void(budget.hold())),
                        new ChargebackFacts.HoldVoided(dispute, budget.campaign(), budget.coins()))
                .map(outcome -> new CampaignShare(budget.campaign(), outcome instanceof Posted ? budget.coins() : 0));
    }

    /** The coins of the purchase and the money of it: its first two transfers. */
    private Uni<Taken> reverse(Chargeback chargeback, Lineage before) {
        var coins = new Link.Reverse(TransferId.of(chargeback.purchase(), 0), true);
        var money = new Link.Reverse(TransferId.of(chargeback.purchase(), 1), false);
        var facts = new ChargebackFacts.Reversed(chargeback.id(), chargeback.purchase());
        return steps.post(chargeback.id(), "reverse", ChargebackFacts.REVERSED, List.of(coins, money), facts)
                .map(outcome -> {
                    if (outcome instanceof Posted posted) {
                        return taken(chargeback, posted);
                    }
                    if (outcome instanceof Outcome.AlreadyReversed) {
                        return new Taken(0, 0);
                    }
                    throw new IllegalStateException("the ledger refuses: " + outcome);
                });
    }

    /** The reversal's first transfer is of what was there, and the second of what is owed, when both are; the last is the money's. */
    private static Taken taken(Chargeback chargeback, Posted posted) {
        var debt = AccountKey.of(chargeback.buyer(), AccountKind.VIEWER_RECEIVABLE, Asset.COIN);
        var owes =
                posted.balances().stream().anyMatch(balance -> balance.account().equals(debt.id()));
        var coins = posted.moved().subList(0, posted.moved().size() - 1);
        if (!owes) {
            return new Taken(coins.get(0).amount(), 0);
        }
        return coins.size() == 1
                ? new Taken(0, coins.get(0).amount())
                : new Taken(coins.get(0).amount(), coins.get(1).amount());
    }

    private Uni<List<CreatorShare>> takeFromCreators(UUID dispute, Map<UUID, Long> diamonds) {
        return Multi.createFrom()
                .iterable(diamonds.entrySet())
                .onItem()
                .transformToUniAndConcatenate(share -> takeFrom(dispute, share.getKey(), share.getValue()))
                .collect()
                .asList();
    }

    private Uni<CreatorShare> takeFrom(UUID dispute, UUID creator, long diamonds) {
        var available = new Link.Balancing(
                AccountKey.of(creator, AccountKind.CREATOR_DIAMONDS, Asset.DIAMOND),
                recovery(dispute),
                diamonds,
                TransferCode.CLAWBACK);
        var facts = new ChargebackFacts.ClawedBack(dispute, creator, diamonds);
        return steps.post(dispute, "take " + creator, ChargebackFacts.CLAWED_BACK, List.of(available), facts)
                .flatMap(outcome -> {
                    var recovered = outcome instanceof Posted posted
                            ? posted.moved().get(0).amount()
                            : 0;
                    var owed = diamonds - recovered;
                    return owed == 0
                            ? Uni.createFrom().item(new CreatorShare(creator, recovered, 0))
                            : owe(dispute, creator, owed).replaceWith(new CreatorShare(creator, recovered, owed));
                });
    }

    private static AccountKey recovery(UUID dispute) {
        return AccountKey.of(dispute, AccountKind.CHARGEBACK_RECOVERY, Asset.DIAMOND);
    }

    private Uni<Outcome> owe(UUID dispute, UUID creator, long diamonds) {
        var debt = AccountKey.of(creator, AccountKind.CREATOR_RECEIVABLE, Asset.DIAMOND);
        var owed = new Link.Transfer(debt, recovery(dispute), diamonds, TransferCode.CLAWBACK, LotEffect.NONE);
        var facts = new ChargebackFacts.ClawedBack(dispute, creator, diamonds);
        return steps.post(dispute, "owe " + creator, ChargebackFacts.CLAWED_BACK, List.of(owed), facts)
                .invoke(outcome -> {
                    if (!(outcome instanceof Posted)) {
                        throw new IllegalStateException("the ledger refuses: " + outcome);
                    }
                });
    }

    /** The buyer stays frozen until somebody lifts it; that is posted once more, so that the end stands in the feed. */
    private Uni<Attempt> close(
            Chargeback chargeback, Taken coins, List<CreatorShare> creators, List<CampaignShare> campaigns) {
        var facts = new ChargebackFacts.CarriedOut(
                chargeback.id(),
                chargeback.purchase(),
                chargeback.buyer(),
                coins.recovered(),
                coins.owed(),
                creators,
                campaigns);
        var buyer = AccountKey.of(chargeback.buyer(), AccountKind.VIEWER_COINS, Asset.COIN);
        return steps.post(chargeback.id(), "close", ChargebackFacts.CARRIED_OUT, List.of(new Link.Freeze(buyer)), facts)
                .map(outcome -> outcome instanceof Posted posted
                        ? new Attempt.Definitive(new Step(posted.posting()))
                        : new Attempt.Hopeless("the ledger refuses: " + outcome));
    }

    @Override
    public Uni<Void> ended(SqlConnection tx, OutgoingCommand command, JsonNode answer) {
        var dispute = UUID.fromString(command.payload().path("disputeId").asText());
        return chargebacks.reach(tx, dispute, Chargeback.State.CARRIED_OUT, clock.instant());
    }
}
