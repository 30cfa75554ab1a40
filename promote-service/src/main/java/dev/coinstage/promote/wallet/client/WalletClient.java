package dev.coinstage.promote.wallet.client;

import dev.coinstage.promote.peer.PeerRefused;
import dev.coinstage.promote.quantity.Coins;
import dev.coinstage.promote.wallet.app.Wallet;
import dev.coinstage.promote.wallet.app.WalletAnswer;
import dev.coinstage.promote.wallet.client.PostingsApi.Account;
import dev.coinstage.promote.wallet.client.PostingsApi.Link;
import dev.coinstage.promote.wallet.client.PostingsApi.Posting;
import dev.coinstage.promote.wallet.client.PostingsApi.Postings;
import dev.coinstage.promote.wallet.client.PostingsApi.Results;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.WebApplicationException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** wallet-service over HTTP. It does not retry: the command that calls does, with the same key, for as long as it takes. */
@ApplicationScoped
class WalletClient implements Wallet {

    private static final String BUDGET = "CAMPAIGN_BUDGET";

    private final PostingsApi api;

    WalletClient(@RestClient PostingsApi api) {
        this.api = api;
    }

    @Override
    @Timeout(value = 8, unit = ChronoUnit.SECONDS)
    @CircuitBreaker(
            requestVolumeThreshold = 10,
            delay = 2,
            delayUnit = ChronoUnit.SECONDS,
            skipOn = WebApplicationException.class)
    public Uni<WalletAnswer> hold(UUID key, UUID campaign, UUID owner, Coins coins) {
        var link = new Link(
                "HOLD",
                new Account(owner.toString(), "VIEWER_COINS", "COIN"),
                new Account("platform", "PROMOTE_REVENUE", "COIN"),
                coins.value(),
                BUDGET,
                null);
        return post(key, "campaign.hold", campaign, link);
    }

    @Override
    @Timeout(value = 8, unit = ChronoUnit.SECONDS)
    @CircuitBreaker(
            requestVolumeThreshold = 10,
            delay = 2,
            delayUnit = ChronoUnit.SECONDS,
            skipOn = WebApplicationException.class)
    public Uni<WalletAnswer> capture(UUID key, UUID campaign, UUID hold, Coins coins) {
        return post(key, "campaign.capture", campaign, new Link("CAPTURE", null, null, coins.value(), null, hold));
    }

    @Override
    @Timeout(value = 8, unit = ChronoUnit.SECONDS)
    @CircuitBreaker(
            requestVolumeThreshold = 10,
            delay = 2,
            delayUnit = ChronoUnit.SECONDS,
            skipOn = WebApplicationException.class)
    public Uni<WalletAnswer> release(UUID key, UUID campaign, UUID hold) {
        return post(key, "campaign.refund", campaign, new Link("VOID", null, null, null, null, hold));
    }

    private Uni<WalletAnswer> post(UUID key, String kind, UUID campaign, Link link) {
        var posting = new Posting(kind, campaign.toString(), List.of(link));
        return api.post(new Postings(List.of(posting)), key.toString()).map(WalletClient::answer);
    }

    private static WalletAnswer answer(Results reply) {
        if (reply.results() == null || reply.results().size() != 1) {
            throw new PeerRefused("the wallet answered one posting with " + reply);
        }
        var result = reply.results().get(0);
        if ("POSTED".equals(result.status())) {
            return WalletAnswer.posted(result.transfers().get(0).transferId());
        }
        return WalletAnswer.refused(result.refusal().code());
    }
}
