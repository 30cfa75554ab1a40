package dev.coinstage.fraud.restriction.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.coinstage.defaults.command.Attempt;
import dev.coinstage.defaults.command.CommandHandler;
import dev.coinstage.defaults.command.OutgoingCommand;
import dev.coinstage.fraud.restriction.app.WalletFreezes.Answer;
import dev.coinstage.fraud.restriction.domain.Enforcement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.util.UUID;

/** Carries restrictions of kind SPENDING to the wallet, and notes that they arrived. */
abstract class FreezeAtWallet implements CommandHandler {

    private final WalletFreezes wallet;
    private final RestrictionStore store;
    private final ObjectMapper json;

    FreezeAtWallet(WalletFreezes wallet, RestrictionStore store, ObjectMapper json) {
        this.wallet = wallet;
        this.store = store;
        this.json = json;
    }

    abstract boolean freezes();

    @Override
    public String action() {
        return freezes() ? Restrictions.FREEZE : Restrictions.UNFREEZE;
    }

    @Override
    public Uni<Attempt> attempt(OutgoingCommand command) {
        var order = order(command);
        return wallet.set(command.id(), order.restrictionId(), order.userId(), freezes());
    }

    @Override
    public Uni<Void> ended(SqlConnection tx, OutgoingCommand command, JsonNode answer) {
        var done = Answer.POSTED.name().equals(answer.path("answer").asText());
        var under = freezes() ? Enforcement.FREEZING : Enforcement.UNFREEZING;
        var reached = freezes() ? Enforcement.FROZEN : Enforcement.UNFROZEN;
        UUID restriction = order(command).restrictionId();
        return store.enforced(tx, restriction, under, done ? reached : Enforcement.REFUSED);
    }

    private FreezeOrder order(OutgoingCommand command) {
        try {
            return json.treeToValue(command.payload(), FreezeOrder.class);
        } catch (JsonProcessingException foreign) {
            throw new IllegalStateException(foreign);
        }
    }

    @Singleton
    static class Freeze extends FreezeAtWallet {
        Freeze(WalletFreezes wallet, RestrictionStore store, ObjectMapper json) {
            super(wallet, store, json);
        }

        @Override
        boolean freezes() {
            return true;
        }
    }

    @Singleton
    static class Unfreeze extends FreezeAtWallet {
        Unfreeze(WalletFreezes wallet, RestrictionStore store, ObjectMapper json) {
            super(wallet, store, json);
        }

        @Override
        boolean freezes() {
            return false;
        }
    }
}
