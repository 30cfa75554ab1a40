package dev.coinstage.wallet.card.app;

import dev.coinstage.wallet.card.domain.CardNotice;
import dev.coinstage.wallet.card.domain.CardPurchase;
import dev.coinstage.wallet.card.domain.CardPurchase.Risk;
import dev.coinstage.wallet.card.domain.CardPurchase.State;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Card purchases as rows. */
public interface CardPurchaseStore {

    /** Keeps it unless its id is known; returns what is kept. */
    Uni<CardPurchase> keep(CardPurchase purchase);

    /** Keeps the provider's payment with it. */
    Uni<Void> keepPayment(CardPurchase purchase);

    Uni<Optional<CardPurchase>> byId(UUID id);

    /** The row itself, locked until the transaction ends. */
    Uni<Optional<CardPurchase>> lock(SqlConnection tx, UUID id);

    Uni<Optional<CardPurchase>> lockByPayment(SqlConnection tx, String payment);

    /** False when the notice was taken before. */
    Uni<Boolean> take(SqlConnection tx, CardNotice notice, Instant at);

    /** Changes it if it is in one of these states; false otherwise. */
    Uni<Boolean> move(SqlConnection tx, UUID id, Set<State> from, State to, Risk risk, Instant at);

    /** The coins are there. */
    Uni<Boolean> credited(SqlConnection tx, UUID id, UUID posting, Instant at);
}
