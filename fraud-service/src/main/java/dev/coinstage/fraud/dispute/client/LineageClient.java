package dev.coinstage.fraud.dispute.client;

import dev.coinstage.defaults.command.Attempt;
import dev.coinstage.fraud.dispute.app.WalletLineage;
import dev.coinstage.fraud.dispute.domain.Lineage;
import dev.coinstage.fraud.wallet.Attempts;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** No retry here: the command row is what repeats. */
@ApplicationScoped
class LineageClient implements WalletLineage {

    private final LineageCalls calls;

    LineageClient(LineageCalls calls) {
        this.calls = calls;
    }

    @Override
    public Uni<Attempt> of(UUID purchaseId) {
        return Attempts.of(calls.lineage(purchaseId), LineageClient::lineage);
    }

    private static Lineage lineage(WalletPurchases.Reply reply) {
        return new Lineage(
                reply.coins(),
                reply.unspent(),
                Objects.requireNonNullElse(reply.gifts(), List.<WalletPurchases.Gift>of()).stream()
                        .map(gift -> new Lineage.TaintedGift(
                                gift.postingId(), gift.creatorId(), gift.coins(), gift.diamonds()))
                        .toList(),
                Objects.requireNonNullElse(reply.campaigns(), List.<WalletPurchases.Campaign>of()).stream()
                        .map(hold -> new Lineage.TaintedHold(hold.holdPostingId(), hold.reference(), hold.coins()))
                        .toList(),
                reply.reversed());
    }
}
