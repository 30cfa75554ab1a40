package dev.coinstage.wallet.card.app;

import com.fasterxml.jackson.databind.JsonNode;
import dev.coinstage.defaults.command.Attempt;
import dev.coinstage.defaults.command.CommandHandler;
import dev.coinstage.defaults.command.Commands;
import dev.coinstage.defaults.command.OutgoingCommand;
import dev.coinstage.defaults.idempotency.RequestHash;
import dev.coinstage.defaults.idempotency.ScopedKey;
import dev.coinstage.defaults.ids.DerivedIds;
import dev.coinstage.defaults.ids.IdSource;
import dev.coinstage.wallet.card.domain.CardPurchase;
import dev.coinstage.wallet.card.domain.CardPurchase.State;
import dev.coinstage.wallet.ledger.app.Answer;
import dev.coinstage.wallet.ledger.app.Authorities;
import dev.coinstage.wallet.ledger.app.KeyedCommand;
import dev.coinstage.wallet.ledger.app.PostingDetails;
import dev.coinstage.wallet.ledger.app.PostingQueue;
import dev.coinstage.wallet.ledger.domain.AccountKey;
import dev.coinstage.wallet.ledger.domain.AccountKind;
import dev.coinstage.wallet.ledger.domain.Asset;
import dev.coinstage.wallet.ledger.domain.Claim;
import dev.coinstage.wallet.ledger.domain.Command;
import dev.coinstage.wallet.ledger.domain.Link;
import dev.coinstage.wallet.ledger.domain.LotEffect;
import dev.coinstage.wallet.ledger.domain.LotSource;
import dev.coinstage.wallet.ledger.domain.Outcome;
import dev.coinstage.wallet.ledger.domain.TransferCode;
import dev.coinstage.wallet.ledger.domain.TransferId;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Credits a paid purchase once: coins as a lot for the buyer, and the money that the card provider owes for it. */
@ApplicationScoped
class CreditCardPurchase implements CommandHandler {

    static final String ACTION = "card.credit";
    static final String STORE = "CARD";

    private static final String KIND = "purchase";
    private static final String AUTHORITY = "wallet-service/purchase";

    private final CardPurchaseStore purchases;
    private final PostingQueue ledger;
    private final Authorities authorities;
    private final PostingDetails details;
    private final IdSource ids;
    private final Commands commands;
    private final Clock clock;

    CreditCardPurchase(
            CardPurchaseStore purchases,
            PostingQueue ledger,
            Authorities authorities,
            PostingDetails details,
            IdSource ids,
            Commands commands,
            Clock clock) {
        this.purchases = purchases;
        this.ledger = ledger;
        this.authorities = authorities;
        this.details = details;
        this.ids = ids;
        this.commands = commands;
        this.clock = clock;
    }

    /** The purchase as kept with its posting, for receipts and the event feed. */
    @RegisterForReflection
    record CardPurchaseRecord(
            String store,
            String storeTransactionId,
            UUID cardPurchaseId,
            UUID buyerId,
            String productId,
            int quantity,
            long coins,
            String currency,
            long amountMinor,
            String region,
            Instant purchasedAt) {

        static CardPurchaseRecord of(CardPurchase purchase) {
            return new CardPurchaseRecord(
                    STORE,
                    purchase.payment(),
                    purchase.id(),
                    purchase.buyer(),
                    purchase.productId(),
                    1,
                    purchase.coins().value(),
                    purchase.price().currency(),
                    purchase.price().amountMinor(),
                    purchase.region(),
                    purchase.createdAt());
        }
    }

    /** @param posting absent when the ledger refuses: the money is to go back */
    @RegisterForReflection
    record Credited(UUID posting, String refusal) {}

    @Override
    public String action() {
        return ACTION;
    }

    @Override
    public Uni<Attempt> attempt(OutgoingCommand command) {
        return purchases
                .byId(CardPayload.of(command))
                .map(found -> found.orElseThrow(() -> new IllegalStateException("no such purchase")))
                .flatMap(purchase -> ledger.post(command(purchase)))
                .map(CreditCardPurchase::attempt);
    }

    private KeyedCommand command(CardPurchase purchase) {
        var money = Asset.money(purchase.price().currency());
        var buyer = AccountKey.of(purchase.buyer(), AccountKind.VIEWER_COINS, Asset.COIN);
        var source = new LotSource(
                STORE,
                purchase.payment(),
                purchase.region(),
                purchase.price().currency(),
                purchase.price().amountMinor());
        var chain = List.<Link>of(
                new Link.Transfer(
                        AccountKey.platform(AccountKind.COIN_ISSUANCE, Asset.COIN),
                        buyer,
                        purchase.coins().value(),
                        TransferCode.COIN_PURCHASE,
                        new LotEffect.Issue(source)),
                new Link.Transfer(
                        AccountKey.platform(AccountKind.CARD_CLEARING, money),
                        AccountKey.platform(AccountKind.COIN_SALES, money),
                        purchase.price().amountMinor(),
                        TransferCode.COIN_SALE,
                        LotEffect.NONE));
        return new KeyedCommand(
                new ScopedKey("wallet/" + ACTION, DerivedIds.of(purchase.id(), ACTION)),
                RequestHash.of(STORE, purchase.payment()),
                new Command(
                        TransferId.posting(ids.next()),
                        KIND,
                        purchase.buyer(),
                        authorities.of(AUTHORITY),
                        purchase.id().toString(),
                        chain,
                        List.of(new Claim(STORE, purchase.payment())),
                        details.write(CardPurchaseRecord.of(purchase))));
    }

    private static Attempt attempt(Answer answer) {
        if (!(answer instanceof Answer.Decided decided)) {
            return new Attempt.Hopeless("the key was used for another payment");
        }
        if (decided.outcome() instanceof Outcome.Posted posted) {
            return new Attempt.Definitive(new Credited(posted.posting(), null));
        }
        return decided.outcome() instanceof Outcome.AlreadyBooked booked
                ? new Attempt.Definitive(new Credited(booked.posting(), null))
                : new Attempt.Definitive(
                        new Credited(null, decided.outcome().getClass().getSimpleName()));
    }

    @Override
    public Uni<Void> ended(SqlConnection tx, OutgoingCommand command, JsonNode answer) {
        var id = CardPayload.of(command);
        if (answer.hasNonNull("posting")) {
            var posting = UUID.fromString(answer.path("posting").asText());
            return purchases.credited(tx, id, posting, clock.instant()).replaceWithVoid();
        }
        return purchases
                .lock(tx, id)
                .flatMap(found -> purchases.move(
                        tx,
                        id,
                        Set.of(State.PAID),
                        State.REFUNDING,
                        found.orElseThrow().risk(),
                        clock.instant()))
                .flatMap(moved -> commands.issue(
                        tx,
                        DerivedIds.of(id, RefundCardPurchase.ACTION),
                        RefundCardPurchase.ACTION,
                        id.toString(),
                        new CardPayload(id)));
    }
}
