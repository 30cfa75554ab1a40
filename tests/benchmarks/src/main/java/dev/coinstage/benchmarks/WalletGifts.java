package dev.coinstage.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.uuid.Generators;
import dev.coinstage.defaults.idempotency.IdempotencyKey;
import dev.coinstage.defaults.idempotency.RequestHash;
import dev.coinstage.defaults.idempotency.ScopedKey;
import dev.coinstage.defaults.ids.IdSource;
import dev.coinstage.wallet.catalogue.Gift;
import dev.coinstage.wallet.gift.app.GiftPosting;
import dev.coinstage.wallet.gift.domain.GiftRequest;
import dev.coinstage.wallet.ledger.app.Answer;
import dev.coinstage.wallet.ledger.app.Authorities;
import dev.coinstage.wallet.ledger.app.KeyedCommand;
import dev.coinstage.wallet.ledger.app.PostingDetails;
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
import dev.coinstage.wallet.quantity.Coins;
import dev.coinstage.wallet.quantity.Diamonds;
import java.util.List;
import java.util.UUID;

/** The benchmarks' only use of the ledger's own types: purchases that fund viewers, gifts, and the names of accounts. */
final class WalletGifts {

    private static final Gift ROSE = new Gift("rose", 1, "Rose", new Coins(1), new Diamonds(1));
    private static final String STORE = "APP_STORE";
    private static final String CURRENCY = "USD";
    private static final long PRICE_MINOR = 47_999;

    private final IdSource ids = Generators.timeBasedEpochRandomGenerator()::generate;
    private final Authorities authorities = new Authorities();
    private final GiftPosting gifts = new GiftPosting(authorities, new PostingDetails(new ObjectMapper()), ids);

    IdSource ids() {
        return ids;
    }

    static UUID viewerAccount(UUID viewer) {
        return AccountKey.of(viewer, AccountKind.VIEWER_COINS, Asset.COIN).id();
    }

    static UUID creatorAccount(UUID creator) {
        return AccountKey.of(creator, AccountKind.CREATOR_DIAMONDS, Asset.DIAMOND)
                .id();
    }

    static UUID clearingAccount() {
        return AccountKey.platform(AccountKind.GIFT_CLEARING, Asset.COIN).id();
    }

    static UUID issuanceAccount() {
        return AccountKey.platform(AccountKind.DIAMOND_ISSUANCE, Asset.DIAMOND).id();
    }

    /** One rose, one coin, one diamond. A creator has one Live, of the creator's own id. */
    KeyedCommand gift(UUID viewer, UUID creator) {
        return gifts.of(new GiftRequest(viewer, creator, ROSE.id(), 1), new IdempotencyKey(ids.next()), ROSE, creator);
    }

    /** The scope that a viewer's gifts are keyed in. */
    static String giftScope(UUID viewer) {
        return viewer + "/gift";
    }

    /** A purchase of so many coins, as {@code CreditPurchase} posts it once the receipt is verified. */
    KeyedCommand purchase(UUID viewer, long coins) {
        var sale = ids.next().toString();
        var money = Asset.money(CURRENCY);
        var chain = List.<Link>of(
                new Link.Transfer(
                        AccountKey.platform(AccountKind.COIN_ISSUANCE, Asset.COIN),
                        AccountKey.of(viewer, AccountKind.VIEWER_COINS, Asset.COIN),
                        coins,
                        TransferCode.COIN_PURCHASE,
                        new LotEffect.Issue(new LotSource(STORE, sale, "US", CURRENCY, PRICE_MINOR))),
                new Link.Transfer(
                        AccountKey.platform(AccountKind.STORE_CLEARING, money),
                        AccountKey.platform(AccountKind.COIN_SALES, money),
                        PRICE_MINOR,
                        TransferCode.COIN_SALE,
                        LotEffect.NONE));
        return new KeyedCommand(
                ScopedKey.of(viewer, "purchase", new IdempotencyKey(ids.next())),
                RequestHash.of(STORE, sale),
                new Command(
                        TransferId.posting(ids.next()),
                        "purchase",
                        viewer,
                        authorities.of("wallet-service/purchase"),
                        Command.NO_REFERENCE,
                        chain,
                        List.of(new Claim(STORE, sale)),
                        "{}"));
    }

    /** @throws BenchFault when it was not posted: a refusal costs less than a gift, so it must not be counted as one */
    static Answer posted(Answer answer) {
        if (answer instanceof Answer.Decided decided && decided.outcome() instanceof Outcome.Posted) {
            return answer;
        }
        throw new BenchFault("Not posted: " + answer);
    }
}
