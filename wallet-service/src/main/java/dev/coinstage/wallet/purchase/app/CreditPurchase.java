package dev.coinstage.wallet.purchase.app;

import dev.coinstage.defaults.idempotency.IdempotencyKey;
import dev.coinstage.defaults.idempotency.Replayable;
import dev.coinstage.defaults.idempotency.RequestHash;
import dev.coinstage.defaults.idempotency.ScopedKey;
import dev.coinstage.defaults.ids.IdSource;
import dev.coinstage.wallet.catalogue.Catalogue;
import dev.coinstage.wallet.ledger.app.AccountStore;
import dev.coinstage.wallet.ledger.app.Answer;
import dev.coinstage.wallet.ledger.app.Authorities;
import dev.coinstage.wallet.ledger.app.KeyedCommand;
import dev.coinstage.wallet.ledger.app.OutcomeCounter;
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
import dev.coinstage.wallet.purchase.domain.PurchaseOutcome;
import dev.coinstage.wallet.purchase.domain.ReceiptVerdict;
import dev.coinstage.wallet.purchase.domain.StoreTransaction;
import dev.coinstage.wallet.quantity.Coins;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Credits a verified App Store purchase once: coins as a lot for the viewer, and the money that the store owes for it. */
@ApplicationScoped
public class CreditPurchase {

    static final String APP_STORE = "APP_STORE";
    private static final String KIND = "purchase";
    private static final String AUTHORITY = "wallet-service/purchase";
    private static final String PLATFORM = "IOS";
    private static final AccountKey COIN_ISSUANCE = AccountKey.platform(AccountKind.COIN_ISSUANCE, Asset.COIN);

    private final AppStoreReceipts receipts;
    private final Catalogue catalogue;
    private final PostingQueue ledger;
    private final AccountStore postings;
    private final Authorities authorities;
    private final PostingDetails details;
    private final IdSource ids;
    private final OutcomeCounter counter;

    CreditPurchase(
            AppStoreReceipts receipts,
            Catalogue catalogue,
            PostingQueue ledger,
            AccountStore postings,
            Authorities authorities,
            PostingDetails details,
            IdSource ids,
            MeterRegistry metrics) {
        this.receipts = receipts;
        this.catalogue = catalogue;
        this.ledger = ledger;
        this.postings = postings;
        this.authorities = authorities;
        this.details = details;
        this.ids = ids;
        this.counter = new OutcomeCounter(metrics, "coinstage.purchases");
    }

    /** Credits it once per key and once per store transaction, whatever its keys. */
    public Uni<Replayable<PurchaseOutcome>> of(UUID caller, String signedTransaction, IdempotencyKey key) {
        return receipts.verify(signedTransaction)
                .flatMap(verdict -> judge(caller, verdict, key))
                .invoke(answer -> counter.count(answer.value()));
    }

    private Uni<Replayable<PurchaseOutcome>> judge(UUID caller, ReceiptVerdict verdict, IdempotencyKey key) {
        if (verdict instanceof ReceiptVerdict.Genuine genuine) {
            return genuine.transaction().buyer().equals(caller)
                    ? credit(genuine.transaction(), key)
                    : Uni.createFrom().item(Replayable.fresh(new PurchaseOutcome.OtherBuyer()));
        }
        return Uni.createFrom().item(Replayable.fresh(refused(verdict)));
    }

    private static PurchaseOutcome refused(ReceiptVerdict verdict) {
        return verdict instanceof ReceiptVerdict.Refused refused
                ? new PurchaseOutcome.ReceiptRefused(refused.reason())
                : new PurchaseOutcome.StoreUnavailable();
    }

    private Uni<Replayable<PurchaseOutcome>> credit(StoreTransaction sale, IdempotencyKey key) {
        return catalogue
                .coinsOf(sale.productId(), PLATFORM)
                .flatMap(coins -> coins.isEmpty()
                        ? Uni.createFrom().item(Replayable.fresh(new PurchaseOutcome.UnknownProduct(sale.productId())))
                        : ledger.post(command(sale, coins.get().times(sale.quantity()), key))
                                .map(this::replayable));
    }

    private KeyedCommand command(StoreTransaction sale, Coins coins, IdempotencyKey key) {
        var money = Asset.money(sale.price().currency());
        var viewer = AccountKey.of(sale.buyer(), AccountKind.VIEWER_COINS, Asset.COIN);
        var source = new LotSource(
                APP_STORE,
                sale.transactionId(),
                sale.region(),
                sale.price().currency(),
                sale.price().amountMinor());
        var chain = List.<Link>of(
                new Link.Transfer(
                        COIN_ISSUANCE, viewer, coins.value(), TransferCode.COIN_PURCHASE, new LotEffect.Issue(source)),
                new Link.Transfer(
                        AccountKey.platform(AccountKind.STORE_CLEARING, money),
                        AccountKey.platform(AccountKind.COIN_SALES, money),
                        sale.price().amountMinor(),
                        TransferCode.COIN_SALE,
                        LotEffect.NONE));
        var claims = List.of(new Claim(APP_STORE, sale.transactionId()));
        var detail = details.write(PurchaseRecord.of(sale, coins));
        return new KeyedCommand(
                ScopedKey.of(sale.buyer(), KIND, key),
                RequestHash.of(APP_STORE, sale.transactionId()),
                new Command(
                        TransferId.posting(ids.next()),
                        KIND,
                        sale.buyer(),
                        authorities.of(AUTHORITY),
                        Command.NO_REFERENCE,
                        chain,
                        claims,
                        detail));
    }

    private Replayable<PurchaseOutcome> replayable(Answer answer) {
        return answer instanceof Answer.Decided decided
                ? new Replayable<>(outcome(decided.outcome()), decided.replayed())
                : Replayable.fresh(new PurchaseOutcome.KeyReused());
    }

    private PurchaseOutcome outcome(Outcome decided) {
        if (decided instanceof Outcome.Posted posted) {
            return credited(posted);
        }
        if (decided instanceof Outcome.AlreadyBooked booked) {
            return new PurchaseOutcome.AlreadyCredited(booked.posting());
        }
        return new PurchaseOutcome.AccountBlocked();
    }

    private PurchaseOutcome credited(Outcome.Posted posted) {
        var sale = details.read(posted.detail(), PurchaseRecord.class);
        var receipt = sale.receipt(posted.posting(), posted.at());
        var viewer = AccountKey.of(sale.buyerId(), AccountKind.VIEWER_COINS, Asset.COIN);
        return new PurchaseOutcome.Credited(
                receipt.id(),
                receipt.storeTransactionId(),
                receipt.productId(),
                receipt.quantity(),
                receipt.coins(),
                receipt.price(),
                new Coins(posted.balanceOf(viewer).available()),
                posted.commitSequence(),
                posted.at());
    }

    /** The receipt of that purchase, if that viewer made it. */
    public Uni<Optional<Receipt>> receipt(UUID purchase, UUID viewer) {
        return postings.posting(KIND, purchase, viewer)
                .map(found -> found.map(posting ->
                        details.read(posting.detail(), PurchaseRecord.class).receipt(posting.id(), posting.at())));
    }
}
