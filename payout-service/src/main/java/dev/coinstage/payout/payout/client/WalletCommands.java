package dev.coinstage.payout.payout.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.coinstage.defaults.command.Attempt;
import dev.coinstage.defaults.command.CommandHandler;
import dev.coinstage.defaults.command.Commands;
import dev.coinstage.defaults.command.OutgoingCommand;
import dev.coinstage.defaults.ids.DerivedIds;
import dev.coinstage.defaults.ids.IdSource;
import dev.coinstage.payout.api.Json;
import dev.coinstage.payout.payout.app.WalletPostings;
import dev.coinstage.payout.payout.client.WalletApi.Account;
import dev.coinstage.payout.payout.client.WalletApi.Link;
import dev.coinstage.payout.payout.client.WalletApi.Posting;
import dev.coinstage.payout.payout.client.WalletApi.Postings;
import dev.coinstage.payout.quantity.Diamonds;
import dev.coinstage.payout.quantity.Money;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.WebApplicationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/**
 * The wallet's postings as command rows: what is to be posted stands in the row, so that every try sends the same. Each is issued once,
 * in the step that asks for it; what may come weeks after the request has a key of its own time, since the wallet takes no key of
 * more than 30 days.
 */
@ApplicationScoped
class WalletCommands implements WalletPostings {

    static final String ACTION = "wallet.post";

    private static final String DIAMOND = "DIAMOND";
    private static final String PLATFORM = "platform";
    private static final String CLEARING = "PAYOUT_CLEARING";

    private final Commands commands;
    private final IdSource ids;

    WalletCommands(Commands commands, IdSource ids) {
        this.commands = commands;
        this.ids = ids;
    }

    /** What a posting is for. */
    enum Purpose {
        HOLD,
        VOID,
        SETTLE,
        RETURN;

        String kind() {
            return "payout." + name().toLowerCase(Locale.ROOT);
        }
    }

    /** The row's payload. */
    @RegisterForReflection
    record ToPost(Purpose purpose, Posting posting) {}

    @Override
    public Uni<Void> hold(SqlConnection tx, UUID payout, UUID creator, Diamonds diamonds) {
        var link = Link.hold(creatorDiamonds(creator), clearing(), diamonds.value(), "PAYOUT");
        return issue(tx, payout, DerivedIds.of(payout, "hold"), Purpose.HOLD, List.of(link));
    }

    @Override
    public Uni<Void> voidHold(SqlConnection tx, UUID payout, UUID hold) {
        return issue(tx, payout, ids.next(), Purpose.VOID, List.of(Link.voided(hold)));
    }

    @Override
    public Uni<Void> settle(SqlConnection tx, UUID payout, UUID hold, Diamonds diamonds, Money paid) {
        var money = Link.transfer(
                platform("CREATOR_PAYOUTS", paid.currency()),
                platform("PAYOUT_PROVIDER", paid.currency()),
                paid.amountMinor(),
                "PAYOUT_MONEY");
        return issue(tx, payout, ids.next(), Purpose.SETTLE, List.of(Link.capture(hold, diamonds.value()), money));
    }

    @Override
    public Uni<Void> bookReturn(SqlConnection tx, UUID payout, UUID creator, Diamonds diamonds, Money money) {
        var links = new ArrayList<Link>();
        // so little may come back that it is worth no diamond
        if (diamonds.value() > 0) {
            links.add(Link.transfer(clearing(), creatorDiamonds(creator), diamonds.value(), "PAYOUT_RETURN"));
        }
        links.add(Link.transfer(
                platform("PAYOUT_PROVIDER", money.currency()),
                platform("CREATOR_PAYOUTS", money.currency()),
                money.amountMinor(),
                "PAYOUT_MONEY_RETURN"));
        return issue(tx, payout, ids.next(), Purpose.RETURN, links);
    }

    private Uni<Void> issue(SqlConnection tx, UUID payout, UUID key, Purpose purpose, List<Link> links) {
        var posting = new Posting(purpose.kind(), payout.toString(), links);
        return commands.issue(tx, key, ACTION, payout.toString(), new ToPost(purpose, posting));
    }

    private static Account creatorDiamonds(UUID creator) {
        return new Account(creator.toString(), "CREATOR_DIAMONDS", DIAMOND);
    }

    private static Account clearing() {
        return platform(CLEARING, DIAMOND);
    }

    private static Account platform(String kind, String asset) {
        return new Account(PLATFORM, kind, asset);
    }

    @Override
    public void nudge() {
        commands.nudge();
    }

    /** Makes them. */
    @ApplicationScoped
    static class Handler implements CommandHandler {

        private static final int UNAVAILABLE = 503;
        private static final Set<Integer> LATER = Set.of(401, 408, 429, 500, 502, UNAVAILABLE, 504);

        private final WalletApi api;
        private final WalletAnswers answers;
        private final Json json;

        Handler(@RestClient WalletApi api, WalletAnswers answers, Json json) {
            this.api = api;
            this.answers = answers;
            this.json = json;
        }

        @Override
        public String action() {
            return ACTION;
        }

        @Override
        public Uni<Attempt> attempt(OutgoingCommand command) {
            var toPost = json.read(command.payload(), ToPost.class);
            return api.post(command.id(), new Postings(List.of(toPost.posting())))
                    .map(results -> WalletAnswers.attempt(toPost.purpose(), results))
                    .onFailure()
                    .recoverWithItem(Handler::unanswered);
        }

        /** A refusal of the request itself is mended by nobody but us; everything else may pass. */
        private static Attempt unanswered(Throwable failure) {
            return failure instanceof WebApplicationException refused
                            && !LATER.contains(refused.getResponse().getStatus())
                    ? new Attempt.Hopeless("the wallet refuses the request: " + failure.getMessage())
                    : new Attempt.Again(String.valueOf(failure));
        }

        @Override
        public Uni<Void> ended(SqlConnection tx, OutgoingCommand command, JsonNode answer) {
            return answers.take(
                    tx,
                    UUID.fromString(command.subject()),
                    json.read(command.payload(), ToPost.class).purpose(),
                    answer);
        }
    }
}
