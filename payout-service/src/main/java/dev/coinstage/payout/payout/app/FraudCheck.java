package dev.coinstage.payout.payout.app;

import dev.coinstage.payout.payout.domain.Decision;
import dev.coinstage.payout.quantity.Diamonds;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** fraud-service, as far as payouts need it. */
public interface FraudCheck {

    /** What is decided on. */
    record Question(UUID payout, UUID creator, Diamonds diamonds, String currency, PayoutRecord.Target to) {}

    record Decided(Decision.Made decision, List<String> reasonCodes, Optional<UUID> caseId) {}

    /** @param key the same with every try; fails when there is no decision */
    Uni<Decided> decide(UUID key, Question question);
}
