package dev.coinstage.payout.payout.app;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.UUID;

/** What events tell of a payout. @param reason code, NONE when there is none */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
record PayoutFact(
        UUID payoutId,
        UUID creatorId,
        long diamonds,
        String currency,
        long netMinor,
        String state,
        String reason,
        Long returnedMinor,
        Long returnedDiamonds) {

    static PayoutFact of(PayoutRecord record) {
        var payout = record.payout();
        var back = !payout.returned().isNothing();
        return new PayoutFact(
                record.id(),
                record.creator(),
                payout.terms().diamonds().value(),
                payout.terms().net().currency(),
                payout.terms().net().amountMinor(),
                payout.state().name(),
                payout.reason().name(),
                back ? payout.returned().amountMinor() : null,
                back ? payout.givenBack().value() : null);
    }
}
