package dev.coinstage.fraud.dispute.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.coinstage.defaults.command.Attempt;
import dev.coinstage.defaults.command.CommandHandler;
import dev.coinstage.defaults.command.OutgoingCommand;
import dev.coinstage.fraud.dispute.app.Disputes.TraceOrder;
import dev.coinstage.fraud.dispute.domain.Lineage;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;

/** Asks where a dispute's coins went until the wallet says it. */
@ApplicationScoped
class TraceDispute implements CommandHandler {

    private final WalletLineage wallet;
    private final Disputes disputes;
    private final ObjectMapper json;

    TraceDispute(WalletLineage wallet, Disputes disputes, ObjectMapper json) {
        this.wallet = wallet;
        this.disputes = disputes;
        this.json = json;
    }

    @Override
    public String action() {
        return Disputes.TRACE;
    }

    @Override
    public Uni<Attempt> attempt(OutgoingCommand command) {
        return wallet.of(read(command.payload(), TraceOrder.class).purchaseId());
    }

    @Override
    public Uni<Void> ended(SqlConnection tx, OutgoingCommand command, JsonNode answer) {
        return disputes.traced(tx, read(command.payload(), TraceOrder.class).disputeId(), read(answer, Lineage.class));
    }

    private <T> T read(JsonNode tree, Class<T> type) {
        try {
            return json.treeToValue(tree, type);
        } catch (JsonProcessingException foreign) {
            throw new IllegalStateException(foreign);
        }
    }
}
