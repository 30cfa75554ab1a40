package dev.coinstage.wallet.gift.app;

import dev.coinstage.defaults.idempotency.IdempotencyKey;
import dev.coinstage.defaults.idempotency.RequestHash;
import dev.coinstage.defaults.idempotency.ScopedKey;
import dev.coinstage.defaults.ids.IdSource;
import dev.coinstage.wallet.catalogue.Gift;
import dev.coinstage.wallet.gift.domain.GiftRequest;
import dev.coinstage.wallet.ledger.app.Authorities;
import dev.coinstage.wallet.ledger.app.KeyedCommand;
import dev.coinstage.wallet.ledger.app.PostingDetails;
import dev.coinstage.wallet.ledger.domain.AccountKey;
import dev.coinstage.wallet.ledger.domain.AccountKind;
import dev.coinstage.wallet.ledger.domain.Asset;
import dev.coinstage.wallet.ledger.domain.Command;
import dev.coinstage.wallet.ledger.domain.Link;
import dev.coinstage.wallet.ledger.domain.LotEffect;
import dev.coinstage.wallet.ledger.domain.TransferCode;
import dev.coinstage.wallet.ledger.domain.TransferId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** A gift as the ledger sees it: coins from viewer to platform and diamonds from issuance to creator, in one chain. */
@ApplicationScoped
public class GiftPosting {

    private static final String KIND = "gift";
    private static final String AUTHORITY = "wallet-service/gift";
    private static final AccountKey GIFT_CLEARING = AccountKey.platform(AccountKind.GIFT_CLEARING, Asset.COIN);
    private static final AccountKey DIAMOND_ISSUANCE = AccountKey.platform(AccountKind.DIAMOND_ISSUANCE, Asset.DIAMOND);

    private final Authorities authorities;
    private final PostingDetails details;
    private final IdSource ids;

    public GiftPosting(Authorities authorities, PostingDetails details, IdSource ids) {
        this.authorities = authorities;
        this.details = details;
        this.ids = ids;
    }

    static ScopedKey scoped(GiftRequest request, IdempotencyKey key) {
        return ScopedKey.of(request.viewer(), KIND, key);
    }

    static RequestHash hash(GiftRequest request) {
        return RequestHash.of(request.live(), request.giftId(), request.quantity());
    }

    /** The command that posts it, under the viewer's key. */
    public KeyedCommand of(GiftRequest request, IdempotencyKey key, Gift gift, UUID creatorId) {
        var coins = gift.coins().times(request.quantity());
        var diamonds = gift.diamonds().times(request.quantity());
        var viewer = AccountKey.of(request.viewer(), AccountKind.VIEWER_COINS, Asset.COIN);
        var creator = AccountKey.of(creatorId, AccountKind.CREATOR_DIAMONDS, Asset.DIAMOND);
        var chain = List.<Link>of(
                transfer(viewer, GIFT_CLEARING, coins.value(), TransferCode.GIFT_COINS),
                transfer(DIAMOND_ISSUANCE, creator, diamonds.value(), TransferCode.GIFT_DIAMONDS));
        var kept = new GiftRecord(
                request.live(),
                creatorId,
                request.viewer(),
                gift.id(),
                gift.version(),
                request.quantity(),
                coins.value(),
                diamonds.value());
        return new KeyedCommand(
                scoped(request, key),
                hash(request),
                new Command(
                        TransferId.posting(ids.next()),
                        KIND,
                        request.viewer(),
                        authorities.of(AUTHORITY),
                        Command.NO_REFERENCE,
                        chain,
                        List.of(),
                        details.write(kept)));
    }

    private static Link transfer(AccountKey debit, AccountKey credit, long amount, TransferCode code) {
        return new Link.Transfer(debit, credit, amount, code, LotEffect.NONE);
    }
}
