package dev.coinstage.wallet.gift.app;

import dev.coinstage.defaults.idempotency.IdempotencyKey;
import dev.coinstage.defaults.idempotency.Replayable;
import dev.coinstage.defaults.idempotency.RequestHash;
import dev.coinstage.defaults.idempotency.ScopedKey;
import dev.coinstage.defaults.ids.IdSource;
import dev.coinstage.wallet.catalogue.Catalogue;
import dev.coinstage.wallet.catalogue.Gift;
import dev.coinstage.wallet.gift.domain.GiftOutcome;
import dev.coinstage.wallet.gift.domain.GiftRequest;
import dev.coinstage.wallet.ledger.app.Answer;
import dev.coinstage.wallet.ledger.app.KeyedCommand;
import dev.coinstage.wallet.ledger.app.OutcomeCounter;
import dev.coinstage.wallet.ledger.app.PostingDetails;
import dev.coinstage.wallet.ledger.app.PostingQueue;
import dev.coinstage.wallet.ledger.domain.AccountKey;
import dev.coinstage.wallet.ledger.domain.AccountKind;
import dev.coinstage.wallet.ledger.domain.Asset;
import dev.coinstage.wallet.ledger.domain.Command;
import dev.coinstage.wallet.ledger.domain.Movement;
import dev.coinstage.wallet.ledger.domain.Outcome;
import dev.coinstage.wallet.ledger.domain.TransferCode;
import dev.coinstage.wallet.live.LiveView;
import dev.coinstage.wallet.live.Lives;
import dev.coinstage.wallet.quantity.Coins;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Gives a gift in a Live: coins from the viewer, diamonds to the creator, in one chain of one posting. */
@ApplicationScoped
public class GiveGift {

    static final String KIND = "gift";

    private static final AccountKey GIFT_CLEARING = AccountKey.platform(AccountKind.GIFT_CLEARING, Asset.COIN);
    private static final AccountKey DIAMOND_ISSUANCE = AccountKey.platform(AccountKind.DIAMOND_ISSUANCE, Asset.DIAMOND);

    private final Catalogue catalogue;
    private final Lives lives;
    private final PostingQueue ledger;
    private final PostingDetails details;
    private final IdSource ids;
    private final OutcomeCounter counter;

    GiveGift(
            Catalogue catalogue,
            Lives lives,
            PostingQueue ledger,
            PostingDetails details,
            IdSource ids,
            MeterRegistry metrics) {
        this.catalogue = catalogue;
        this.lives = lives;
        this.ledger = ledger;
        this.details = details;
        this.ids = ids;
        this.counter = new OutcomeCounter(metrics, "coinstage.gifts");
    }

    /** Gives it once per key. */
    public Uni<Replayable<GiftOutcome>> of(GiftRequest request, IdempotencyKey key) {
        return catalogue
                .giftsOnSale()
                .flatMap(gifts -> lives.byId(request.live())
                        .flatMap(live -> give(request, key, Optional.ofNullable(gifts.get(request.giftId())), live)))
                .invoke(answer -> counter.count(answer.value()));
    }

    private Uni<Replayable<GiftOutcome>> give(
            GiftRequest request, IdempotencyKey key, Optional<Gift> gift, Optional<LiveView> live) {
        if (live.isEmpty()) {
            return unlessGiven(request, key, new GiftOutcome.UnknownLive());
        }
        if (gift.isEmpty()) {
            return unlessGiven(request, key, new GiftOutcome.UnknownGift(request.giftId()));
        }
        if (live.get().creatorId().equals(request.viewer())) {
            return Uni.createFrom().item(Replayable.fresh(new GiftOutcome.GiftToOneself()));
        }
        if (live.get().state() == LiveView.State.ENDED) {
            return unlessGiven(request, key, new GiftOutcome.LiveEnded());
        }
        return ledger.post(command(request, key, gift.get(), live.get())).map(this::replayable);
    }

    /** A retry must learn that its gift was given, although the Live has ended or the gift left the catalogue since. */
    private Uni<Replayable<GiftOutcome>> unlessGiven(GiftRequest request, IdempotencyKey key, GiftOutcome refusal) {
        return ledger.recall(scoped(request, key), hash(request))
                .map(earlier -> earlier.map(this::replayable).orElse(Replayable.fresh(refusal)));
    }

    private static ScopedKey scoped(GiftRequest request, IdempotencyKey key) {
        return ScopedKey.of(request.viewer(), KIND, key);
    }

    private static RequestHash hash(GiftRequest request) {
        return RequestHash.of(request.live(), request.giftId(), request.quantity());
    }

    private KeyedCommand command(GiftRequest request, IdempotencyKey key, Gift gift, LiveView live) {
        var coins = gift.coins().times(request.quantity());
        var diamonds = gift.diamonds().times(request.quantity());
        var viewer = AccountKey.of(request.viewer(), AccountKind.VIEWER_COINS, Asset.COIN);
        var creator = AccountKey.of(live.creatorId(), AccountKind.CREATOR_DIAMONDS, Asset.DIAMOND);
        var chain = List.of(
                Movement.of(ids.next(), viewer, GIFT_CLEARING, coins.value(), TransferCode.GIFT_COINS),
                Movement.of(ids.next(), DIAMOND_ISSUANCE, creator, diamonds.value(), TransferCode.GIFT_DIAMONDS));
        var kept = new GiftRecord(
                live.id(),
                live.creatorId(),
                request.viewer(),
                gift.id(),
                gift.version(),
                request.quantity(),
                coins.value(),
                diamonds.value());
        return new KeyedCommand(
                scoped(request, key),
                hash(request),
                new Command(ids.next(), KIND, request.viewer(), chain, List.of(), details.write(kept)));
    }

    private Replayable<GiftOutcome> replayable(Answer answer) {
        return answer instanceof Answer.Decided decided
                ? new Replayable<>(outcome(decided.outcome()), decided.replayed())
                : Replayable.fresh(new GiftOutcome.KeyReused());
    }

    private GiftOutcome outcome(Outcome decided) {
        if (decided instanceof Outcome.Posted posted) {
            return given(posted);
        }
        if (decided instanceof Outcome.InsufficientFunds refused) {
            return new GiftOutcome.InsufficientCoins(new Coins(refused.needed()), new Coins(refused.available()));
        }
        return new GiftOutcome.AccountBlocked();
    }

    private GiftOutcome given(Outcome.Posted posted) {
        var gift = details.read(posted.detail(), GiftRecord.class);
        var viewer = AccountKey.of(gift.viewerId(), AccountKind.VIEWER_COINS, Asset.COIN);
        return new GiftOutcome.Given(
                posted.posting(),
                gift.giftId(),
                gift.quantity(),
                gift.spent(),
                gift.credited(),
                new Coins(posted.balanceOf(viewer).available()),
                posted.commitSequence(),
                posted.at());
    }
}
