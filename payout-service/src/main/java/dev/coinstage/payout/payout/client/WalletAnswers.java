package dev.coinstage.payout.payout.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.coinstage.defaults.command.Attempt;
import dev.coinstage.payout.api.Json;
import dev.coinstage.payout.payout.app.TakeWalletAnswer;
import dev.coinstage.payout.payout.client.WalletApi.Result;
import dev.coinstage.payout.payout.client.WalletApi.Results;
import dev.coinstage.payout.payout.client.WalletCommands.Purpose;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** What the wallet's results mean. Only a hold, and the booking of a return to a frozen account, may be refused. */
@ApplicationScoped
class WalletAnswers {

    private static final String FROZEN = "ACCOUNT_FROZEN";

    private final TakeWalletAnswer take;
    private final Json json;

    WalletAnswers(TakeWalletAnswer take, Json json) {
        this.take = take;
        this.json = json;
    }

    /** The definitive answer. @param hold of a hold @param refusal code; null when it was posted */
    @RegisterForReflection
    record Answer(UUID hold, String refusal) {}

    static Attempt attempt(Purpose purpose, Results results) {
        var result = results.results().get(0);
        if ("POSTED".equals(result.status())) {
            return purpose == Purpose.HOLD ? held(result) : new Attempt.Definitive(new Answer(null, null));
        }
        var code = result.refusal().code();
        return purpose == Purpose.HOLD || purpose == Purpose.RETURN && FROZEN.equals(code)
                ? new Attempt.Definitive(new Answer(null, code))
                : new Attempt.Hopeless("the wallet refuses " + purpose.kind() + ": " + code);
    }

    private static Attempt held(Result result) {
        return result.transfers().stream()
                .filter(moved -> "HOLD".equals(moved.kind()))
                .findFirst()
                .<Attempt>map(moved -> new Attempt.Definitive(new Answer(moved.transferId(), null)))
                .orElseGet(() -> new Attempt.Hopeless("the wallet held something, but does not say what"));
    }

    Uni<Void> take(SqlConnection tx, UUID payout, Purpose purpose, JsonNode stored) {
        var answer = json.read(stored, Answer.class);
        if (answer.refusal() != null) {
            return purpose == Purpose.HOLD
                    ? take.holdRefused(tx, payout, answer.refusal())
                    : take.returnRefused(tx, payout);
        }
        return switch (purpose) {
            case HOLD -> take.held(tx, payout, answer.hold());
            case VOID -> take.voided(tx, payout);
            case SETTLE -> take.settled(tx, payout);
            case RETURN -> take.returnBooked(tx, payout);
        };
    }
}
