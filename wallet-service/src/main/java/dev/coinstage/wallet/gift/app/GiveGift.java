package dev.coinstage.wallet.gift.app;

import dev.coinstage.defaults.idempotency.IdempotencyKey;
import dev.coinstage.defaults.idempotency.Replayable;
import dev.coinstage.wallet.catalogue.Catalogue;
import dev.coinstage.wallet.catalogue.Gift;
import dev.coinstage.wallet.gift.domain.GiftOutcome;
import dev.coinstage.wallet.gift.domain.GiftRequest;
import dev.coinstage.wallet.ledger.app.Answer;
import dev.coinstage.wallet.ledger.app.OutcomeCounter;
import dev.coinstage.wallet.ledger.app.PostingDetails;
import dev.coinstage.wallet.ledger.app.PostingQueue;
import dev.coinstage.wallet.ledger.domain.AccountKey;
import dev.coinstage.wallet.ledger.domain.AccountKind;
import dev.coinstage.wallet.ledger.domain.Asset;
import dev.coinstage.wallet.ledger.domain.Outcome;
import dev.coinstage.wallet.live.LiveView;
import dev.coinstage.wallet.live.Lives;
import dev.coinstage.wallet.quantity.Coins;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Gives a gift in a Live: coins from the viewer, diamonds to the creator, in one chain of one posting. */
@ApplicationScoped
public class GiveGift {

    private final Catalogue catalogue;
    private final Lives lives;
    private final PostingQueue ledger;
    private final PostingDetails details;
    private final GiftPosting posting;
    private final OutcomeCounter counter;

    GiveGift(
            Catalogue catalogue,
            Lives lives,
            PostingQueue ledger,
            PostingDetails details,
            GiftPosting posting,
            MeterRegistry metrics) {
        this.catalogue = catalogue;
        this.lives = lives;
        this.ledger = ledger;
        this.details = details;
        this.posting = posting;
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
        return ledger.post(posting.of(request, key, gift.get(), live.get().creatorId()))
                .map(this::replayable);
    }

    /** A retry must learn that its gift was given, although the Live has ended or the gift left the catalogue since. */
    private Uni<Replayable<GiftOutcome>> unlessGiven(GiftRequest request, IdempotencyKey key, GiftOutcome refusal) {
        return ledger.recall(GiftPosting.scoped(request, key), GiftPosting.hash(request))
                .map(earlier -> earlier.map(this::replayable).orElse(Replayable.fresh(refusal)));
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
