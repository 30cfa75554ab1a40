package dev.coinstage.fraud.restriction.client;

import dev.coinstage.defaults.command.Attempt;
import dev.coinstage.fraud.restriction.app.WalletFreezes;
import dev.coinstage.fraud.wallet.Attempts;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** No retry here: the command row is what repeats, with the same key. */
@ApplicationScoped
class FreezeClient implements WalletFreezes {

    private final FreezeCalls calls;

    FreezeClient(FreezeCalls calls) {
        this.calls = calls;
    }

    @Override
    public Uni<Attempt> set(UUID key, UUID restriction, UUID user, boolean frozen) {
        var account = new WalletPostings.Account(user.toString(), "VIEWER_COINS", "COIN");
        var link = new WalletPostings.Link(frozen ? "FREEZE" : "UNFREEZE", account);
        var posting = new WalletPostings.Posting(
                frozen ? "restriction.freeze" : "restriction.unfreeze", restriction.toString(), List.of(link));
        return Attempts.of(
                calls.post(new WalletPostings.Request(List.of(posting)), key.toString()), FreezeClient::answered);
    }

    private static Answered answered(WalletPostings.Reply reply) {
        var status = reply.results().get(0).status();
        return new Answered("POSTED".equals(status) ? Answer.POSTED : Answer.REFUSED);
    }
}
